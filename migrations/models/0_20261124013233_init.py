"""Init."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

UP = {
    "mysql": r"""
CREATE TABLE IF NOT EXISTS `characters` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(64) NOT NULL,
`corporation_id` BIGINT,
`alliance_id` BIGINT,
`faction_id` BIGINT,
`gone_at` DATETIME(6),
`affiliation_at` DATETIME(6),
`affiliation_due_at` DATETIME(6),
`name_checked_at` DATETIME(6),
KEY `idx_characters_name_40b63e` (`name`),
KEY `idx_characters_corpora_af427e` (`corporation_id`),
KEY `idx_characters_allianc_936c59` (`alliance_id`),
KEY `idx_characters_affilia_acaef7` (`affiliation_due_at`)
) CHARACTER SET utf8mb4 COMMENT='A character under EVE\'s own id. Affiliation is as ESI last told; names of organisations are in their rows.';
CREATE TABLE IF NOT EXISTS `character_names` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(64) NOT NULL,
`until` DATETIME(6) NOT NULL,
`character_id` BIGINT NOT NULL,
CONSTRAINT `fk_characte_characte_ec1cf7b0` FOREIGN KEY (`character_id`) REFERENCES `characters` (`id`) ON DELETE CASCADE,
KEY `idx_character_n_charact_3dae41` (`character_id`)
) CHARACTER SET utf8mb4 COMMENT='A name that a character bore before the present one.';
CREATE TABLE IF NOT EXISTS `groups` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(100) NOT NULL,
`name_key` VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE,
`description` VARCHAR(512) NOT NULL
) CHARACTER SET utf8mb4 COMMENT='A named set of people.';
CREATE TABLE IF NOT EXISTS `group_grants` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`permission` VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`group_id` INT NOT NULL,
UNIQUE KEY `uid_group_grant_group_i_ba96a6` (`group_id`, `permission`),
CONSTRAINT `fk_group_gr_groups_1aeb874b` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
KEY `idx_group_grant_permiss_df994f` (`permission`),
KEY `idx_group_grant_group_i_ba4894` (`group_id`)
) CHARACTER SET utf8mb4 COMMENT='A permission that every member of a group holds.';
CREATE TABLE IF NOT EXISTS `alliances` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL,
`ticker` VARCHAR(8) NOT NULL,
`executor_id` BIGINT,
`closed` BOOL NOT NULL,
`checked_at` DATETIME(6),
`due_at` DATETIME(6),
`etag` VARCHAR(128) NOT NULL,
KEY `idx_alliances_due_at_ad6652` (`due_at`)
) CHARACTER SET utf8mb4 COMMENT='An alliance under EVE\'s own id.';
CREATE TABLE IF NOT EXISTS `corporations` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL,
`ticker` VARCHAR(8) NOT NULL,
`alliance_id` BIGINT,
`member_count` INT NOT NULL,
`ceo_id` BIGINT,
`closed` BOOL NOT NULL,
`checked_at` DATETIME(6),
`due_at` DATETIME(6),
`etag` VARCHAR(128) NOT NULL,
KEY `idx_corporation_allianc_950161` (`alliance_id`),
KEY `idx_corporation_due_at_d6d55b` (`due_at`)
) CHARACTER SET utf8mb4 COMMENT='A corporation under EVE\'s own id.';
CREATE TABLE IF NOT EXISTS `factions` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL
) CHARACTER SET utf8mb4 COMMENT='A faction under EVE\'s own id.';
CREATE TABLE IF NOT EXISTS `jobs` (
`id` BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`key` VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`slot` VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
`payload` LONGTEXT NOT NULL,
`priority` SMALLINT NOT NULL,
`lane` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`run_at` DATETIME(6) NOT NULL,
`attempts` INT NOT NULL,
`hops` SMALLINT NOT NULL,
`claimed_by` VARCHAR(64),
`claimed_until` DATETIME(6),
`last_error` LONGTEXT,
`created_at` DATETIME(6) NOT NULL,
UNIQUE KEY `uid_jobs_name_5716ea` (`name`, `key`, `slot`),
KEY `idx_jobs_slot_3213f5` (`slot`, `lane`, `priority`, `run_at`)
) CHARACTER SET utf8mb4 COMMENT='A row of the queue. `slot` is waiting, running, or NULL when dead; one of each per name and key.';
CREATE TABLE IF NOT EXISTS `leases` (
`name` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
`holder` VARCHAR(64) NOT NULL,
`until` DATETIME(6) NOT NULL
) CHARACTER SET utf8mb4 COMMENT='Who is the leader, or holds the gateway, until when, by the database\'s clock.';
CREATE TABLE IF NOT EXISTS `marks` (
`name` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
`value` LONGTEXT NOT NULL
) CHARACTER SET utf8mb4 COMMENT='A fact about the installation: the key\'s sentinel, demo data, the commands that Discord has.';
CREATE TABLE IF NOT EXISTS `schedule_runs` (
`name` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
`started_at` DATETIME(6),
`finished_at` DATETIME(6),
`duration_ms` INT,
`result` VARCHAR(16) NOT NULL,
`message` VARCHAR(300) NOT NULL,
`next_at` DATETIME(6)
) CHARACTER SET utf8mb4 COMMENT='Last run, duration and result of one scheduled job.';
CREATE TABLE IF NOT EXISTS `instances` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`slug` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`name` VARCHAR(100) NOT NULL,
`enabled` BOOL NOT NULL,
`sync_names` BOOL NOT NULL,
`name_format` VARCHAR(100) NOT NULL,
`down_since` DATETIME(6),
`trouble` VARCHAR(300) NOT NULL,
UNIQUE KEY `uid_instances_kind_d79ff2` (`kind`, `slug`)
) CHARACTER SET utf8mb4 COMMENT='One server of one kind: what has accounts, limits and a name format. A Discord guild is one.';
CREATE TABLE IF NOT EXISTS `guilds` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL,
`owner_id` BIGINT,
`create_roles` BOOL NOT NULL,
`language` VARCHAR(16) NOT NULL,
`top_position` INT NOT NULL,
`permissions` BIGINT NOT NULL,
`present` BOOL NOT NULL,
`seen_at` DATETIME(6),
`instance_id` INT NOT NULL UNIQUE,
CONSTRAINT `fk_guilds_instance_d1b0210c` FOREIGN KEY (`instance_id`) REFERENCES `instances` (`id`) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COMMENT='A Discord server that we serve.';
CREATE TABLE IF NOT EXISTS `guild_channels` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL,
`kind` INT NOT NULL,
`position` INT NOT NULL,
`overwrites` JSON NOT NULL,
`guild_id` BIGINT NOT NULL,
CONSTRAINT `fk_guild_ch_guilds_f47762c8` FOREIGN KEY (`guild_id`) REFERENCES `guilds` (`id`) ON DELETE CASCADE,
KEY `idx_guild_chann_guild_i_f5f05d` (`guild_id`)
) CHARACTER SET utf8mb4 COMMENT='Mirror of one channel with its permission overwrites.';
CREATE TABLE IF NOT EXISTS `guild_roles` (
`id` BIGINT NOT NULL PRIMARY KEY,
`name` VARCHAR(100) NOT NULL,
`position` INT NOT NULL,
`permissions` BIGINT NOT NULL,
`managed` BOOL NOT NULL,
`guild_id` BIGINT NOT NULL,
CONSTRAINT `fk_guild_ro_guilds_cc33cf53` FOREIGN KEY (`guild_id`) REFERENCES `guilds` (`id`) ON DELETE CASCADE,
KEY `idx_guild_roles_guild_i_2086ba` (`guild_id`)
) CHARACTER SET utf8mb4 COMMENT='Mirror of one role; written by the gateway, read by faces and rules.';
CREATE TABLE IF NOT EXISTS `posts` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`subject` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`channel_id` BIGINT NOT NULL,
`message_id` BIGINT,
`content_hash` VARCHAR(64) NOT NULL,
`state` VARCHAR(8) NOT NULL COMMENT 'WANTED: wanted\nSHOWN: shown\nGONE: gone\nFAILED: failed',
`trouble` VARCHAR(100) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`edited_at` DATETIME(6),
`guild_id` BIGINT NOT NULL,
UNIQUE KEY `uid_posts_kind_c584d3` (`kind`, `subject`, `guild_id`),
CONSTRAINT `fk_posts_guilds_43cb67c8` FOREIGN KEY (`guild_id`) REFERENCES `guilds` (`id`) ON DELETE CASCADE,
KEY `idx_posts_message_d9880e` (`message_id`),
KEY `idx_posts_guild_i_a661e2` (`guild_id`)
) CHARACTER SET utf8mb4 COMMENT='One message of ours; the row comes first, so a crash shows nothing twice.';
CREATE TABLE IF NOT EXISTS `post_channels` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`channel_id` BIGINT NOT NULL,
`trouble` VARCHAR(32) NOT NULL,
`guild_id` BIGINT NOT NULL,
UNIQUE KEY `uid_post_channe_guild_i_a78f6f` (`guild_id`, `kind`),
CONSTRAINT `fk_post_cha_guilds_7b5a9181` FOREIGN KEY (`guild_id`) REFERENCES `guilds` (`id`) ON DELETE CASCADE,
KEY `idx_post_channe_guild_i_0caefb` (`guild_id`)
) CHARACTER SET utf8mb4 COMMENT='The channel that an operator chose for one kind of post in one guild.';
CREATE TABLE IF NOT EXISTS `states` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(32) NOT NULL,
`name_key` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE,
`priority` INT NOT NULL UNIQUE,
`public` BOOL NOT NULL,
`guest` BOOL NOT NULL
) CHARACTER SET utf8mb4 COMMENT='The highest priority that fits a pilot\'s main wins. Guest is the floor and cannot be deleted.';
CREATE TABLE IF NOT EXISTS `role_mappings` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`role_id` BIGINT,
`creating_since` DATETIME(6),
`trouble` VARCHAR(32) NOT NULL,
`group_id` INT,
`guild_id` BIGINT NOT NULL,
`state_id` INT,
UNIQUE KEY `uid_role_mappin_guild_i_3d1b08` (`guild_id`, `state_id`),
UNIQUE KEY `uid_role_mappin_guild_i_26f773` (`guild_id`, `group_id`),
UNIQUE KEY `uid_role_mappin_guild_i_a3093c` (`guild_id`, `role_id`),
CONSTRAINT `fk_role_map_groups_89baedc3` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_role_map_guilds_54b05103` FOREIGN KEY (`guild_id`) REFERENCES `guilds` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_role_map_states_03cd725b` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE CASCADE,
KEY `idx_role_mappin_group_i_4af7d9` (`group_id`),
KEY `idx_role_mappin_guild_i_7b19e4` (`guild_id`),
KEY `idx_role_mappin_state_i_611779` (`state_id`)
) CHARACTER SET utf8mb4 COMMENT='Which role stands for which state or group in a guild. Held by id, so a rename is a rename.';
CREATE TABLE IF NOT EXISTS `state_grants` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`permission` VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`state_id` INT NOT NULL,
UNIQUE KEY `uid_state_grant_state_i_7a2a2b` (`state_id`, `permission`),
CONSTRAINT `fk_state_gr_states_8e8f8f51` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE CASCADE,
KEY `idx_state_grant_permiss_e17935` (`permission`),
KEY `idx_state_grant_state_i_1820c0` (`state_id`)
) CHARACTER SET utf8mb4 COMMENT='A permission that everybody in a state holds.';
CREATE TABLE IF NOT EXISTS `state_members` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(12) NOT NULL COMMENT 'CHARACTER: character\nCORPORATION: corporation\nALLIANCE: alliance\nFACTION: faction',
`entity_id` BIGINT NOT NULL,
`state_id` INT NOT NULL,
UNIQUE KEY `uid_state_membe_state_i_87aeb4` (`state_id`, `kind`, `entity_id`),
CONSTRAINT `fk_state_me_states_1447392d` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE CASCADE,
KEY `idx_state_membe_state_i_2fd17f` (`state_id`),
KEY `idx_state_membe_kind_5c17b9` (`kind`, `entity_id`)
) CHARACTER SET utf8mb4 COMMENT='One character, corporation, alliance or faction that a state takes in.';
CREATE TABLE IF NOT EXISTS `users` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`state_since` DATETIME(6) NOT NULL,
`is_active` BOOL NOT NULL,
`is_staff` BOOL NOT NULL,
`is_superuser` BOOL NOT NULL,
`language` VARCHAR(16) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`last_login_at` DATETIME(6),
`state_id` INT NOT NULL,
`main_id` BIGINT UNIQUE,
CONSTRAINT `fk_users_states_32b2db1a` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE RESTRICT,
CONSTRAINT `fk_users_characte_445de67b` FOREIGN KEY (`main_id`) REFERENCES `characters` (`id`) ON DELETE SET NULL,
KEY `idx_users_state_i_1adc31` (`state_id`)
) CHARACTER SET utf8mb4 COMMENT='An account. Its id is independent of Discord and of the main character.';
CREATE TABLE IF NOT EXISTS `ownerships` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`owner_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`since` DATETIME(6) NOT NULL,
`user_id` INT NOT NULL,
`character_id` BIGINT NOT NULL UNIQUE,
CONSTRAINT `fk_ownershi_users_30f0e9cc` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_ownershi_characte_1af66c16` FOREIGN KEY (`character_id`) REFERENCES `characters` (`id`) ON DELETE CASCADE,
KEY `idx_ownerships_owner_h_76d348` (`owner_hash`),
KEY `idx_ownerships_user_id_3b2322` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='Who owns a character now. The hash changes when the character is sold or moved to another EVE account.';
CREATE TABLE IF NOT EXISTS `ownership_records` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`owner_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`began_at` DATETIME(6) NOT NULL,
`ended_at` DATETIME(6),
`ended` VARCHAR(16) COMMENT 'ADDED_ELSEWHERE: added_elsewhere\nSOLD: sold\nBIOMASSED: biomassed\nWITHDRAWN: withdrawn\nREMOVED: removed\nERASED: erased',
`character_id` BIGINT NOT NULL,
`user_id` INT,
CONSTRAINT `fk_ownershi_characte_9c0ecbd9` FOREIGN KEY (`character_id`) REFERENCES `characters` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_ownershi_users_fa503650` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE SET NULL,
KEY `idx_ownership_r_owner_h_bd768e` (`owner_hash`),
KEY `idx_ownership_r_charact_598e40` (`character_id`),
KEY `idx_ownership_r_user_id_693868` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='The history of ownership: one row for each stretch of time; a returning pilot is known by it.';
CREATE TABLE IF NOT EXISTS `discord_users` (
`id` BIGINT NOT NULL PRIMARY KEY,
`username` VARCHAR(64) NOT NULL,
`display_name` VARCHAR(64) NOT NULL,
`avatar` VARCHAR(64) NOT NULL,
`linked_at` DATETIME(6) NOT NULL,
`inbox_closed_at` DATETIME(6),
`user_id` INT NOT NULL UNIQUE,
CONSTRAINT `fk_discord__users_e8aeb8c0` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COMMENT='One Discord user belongs to one account, and the other way round.';
CREATE TABLE IF NOT EXISTS `user_grants` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`permission` VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_user_grants_user_id_f6126c` (`user_id`, `permission`),
CONSTRAINT `fk_user_gra_users_b7b22717` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_user_grants_permiss_debc9e` (`permission`),
KEY `idx_user_grants_user_id_fd9ae3` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='A permission that one person holds directly.';
CREATE TABLE IF NOT EXISTS `memberships` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`since` DATETIME(6) NOT NULL,
`group_id` INT NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_memberships_group_i_58defd` (`group_id`, `user_id`),
CONSTRAINT `fk_membersh_groups_508b8681` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_membersh_users_f3413d5d` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_memberships_group_i_9dbab1` (`group_id`),
KEY `idx_memberships_user_id_6b1e99` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One person in one group.';
CREATE TABLE IF NOT EXISTS `link_offers` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`token_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE,
`status` VARCHAR(8) NOT NULL COMMENT 'WAITING: waiting\nOPENED: opened\nPROVED: proved\nDONE: done\nREFUSED: refused',
`discord_id` BIGINT NOT NULL,
`username` VARCHAR(64) NOT NULL,
`display_name` VARCHAR(64) NOT NULL,
`avatar` VARCHAR(64) NOT NULL,
`guild_id` BIGINT,
`language` VARCHAR(16) NOT NULL,
`interaction` LONGTEXT NOT NULL,
`browser_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
`proof` LONGTEXT NOT NULL,
`discord_proved` BOOL NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`expires_at` DATETIME(6) NOT NULL,
`finished_at` DATETIME(6),
`user_id` INT,
CONSTRAINT `fk_link_off_users_0d744e8e` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_link_offers_discord_26a5ce` (`discord_id`),
KEY `idx_link_offers_expires_1f9da2` (`expires_at`),
KEY `idx_link_offers_user_id_901169` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='A link that lives ten minutes; spent by the finished sign-in, not by being opened.';
CREATE TABLE IF NOT EXISTS `notices` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`key` VARCHAR(64) NOT NULL,
`facts` JSON NOT NULL,
`level` VARCHAR(8) NOT NULL COMMENT 'INFO: info\nSUCCESS: success\nWARNING: warning\nDANGER: danger',
`once` VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin UNIQUE,
`created_at` DATETIME(6) NOT NULL,
`read_at` DATETIME(6),
`delivery` VARCHAR(8) NOT NULL COMMENT 'NONE: none\nWAITING: waiting\nSENT: sent\nCLOSED: closed',
`user_id` INT NOT NULL,
CONSTRAINT `fk_notices_users_9756f632` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_notices_created_f5f650` (`created_at`),
KEY `idx_notices_user_id_727b8f` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One thing told to one person: a key and its facts; the words are chosen when it is read.';
CREATE TABLE IF NOT EXISTS `accounts` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`uid` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`name` VARCHAR(100) NOT NULL,
`status` VARCHAR(8) NOT NULL COMMENT 'ACTIVE: active\nABSENT: absent\nCLOSED: closed\nREFUSED: refused',
`trouble` VARCHAR(300) NOT NULL,
`since` DATETIME(6) NOT NULL,
`instance_id` INT NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_accounts_instanc_35e78b` (`instance_id`, `user_id`),
UNIQUE KEY `uid_accounts_instanc_1347b0` (`instance_id`, `uid`),
CONSTRAINT `fk_accounts_instance_f5f1bb1e` FOREIGN KEY (`instance_id`) REFERENCES `instances` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_accounts_users_fd9e3cca` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_accounts_instanc_933ced` (`instance_id`),
KEY `idx_accounts_user_id_95f77e` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One person\'s account on one instance.';
CREATE TABLE IF NOT EXISTS `reversals` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`group_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`at` DATETIME(6) NOT NULL,
`account_id` INT NOT NULL,
CONSTRAINT `fk_reversal_accounts_cf8466d2` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE CASCADE,
KEY `idx_reversals_at_fa03ca` (`at`),
KEY `idx_reversals_account_fd4dec` (`account_id`)
) CHARACTER SET utf8mb4 COMMENT='A hand edit that was put right; three of one kind in ten minutes and we stop and ask.';
CREATE TABLE IF NOT EXISTS `sessions` (
`id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
`data` JSON NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`seen_at` DATETIME(6) NOT NULL,
`expires_at` DATETIME(6) NOT NULL,
`user_id` INT,
CONSTRAINT `fk_sessions_users_0c63f6d3` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_sessions_expires_6bcc94` (`expires_at`),
KEY `idx_sessions_user_id_80072d` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One browser. `id` is a keyed hash of the cookie, so the table opens no door.';
CREATE TABLE IF NOT EXISTS `signins` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`state_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE,
`browser_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`provider` VARCHAR(8) NOT NULL COMMENT 'EVE: eve\nDISCORD: discord',
`purpose` VARCHAR(8) NOT NULL COMMENT 'LOGIN: login\nADD: add\nLINK: link\nDISCORD: discord',
`verifier` LONGTEXT NOT NULL,
`scopes` LONGTEXT NOT NULL,
`return_to` VARCHAR(512) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`expires_at` DATETIME(6) NOT NULL,
`spent_at` DATETIME(6),
`link_id` INT,
`user_id` INT,
CONSTRAINT `fk_signins_link_off_bbcf4b3d` FOREIGN KEY (`link_id`) REFERENCES `link_offers` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_signins_users_e95ac235` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_signins_expires_600c0c` (`expires_at`),
KEY `idx_signins_link_id_2eb73b` (`link_id`),
KEY `idx_signins_user_id_35bab2` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One trip to a provider: bound to one browser, spent by its return.';
CREATE TABLE IF NOT EXISTS `tokens` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`owner_hash` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`scopes` LONGTEXT NOT NULL,
`access` LONGTEXT NOT NULL,
`access_until` DATETIME(6),
`refresh` LONGTEXT NOT NULL,
`status` VARCHAR(8) NOT NULL COMMENT 'VALID: valid\nDYING: dying\nDEAD: dead',
`dying_since` DATETIME(6),
`created_at` DATETIME(6) NOT NULL,
`checked_at` DATETIME(6),
`check_due_at` DATETIME(6),
`used_at` DATETIME(6),
`leased_by` VARCHAR(64),
`leased_until` DATETIME(6),
`character_id` BIGINT NOT NULL,
`user_id` INT NOT NULL,
CONSTRAINT `fk_tokens_characte_b95bc4bb` FOREIGN KEY (`character_id`) REFERENCES `characters` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_tokens_users_1ace17d9` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_tokens_owner_h_2077b1` (`owner_hash`),
KEY `idx_tokens_check_d_8c3e13` (`check_due_at`),
KEY `idx_tokens_charact_087d0c` (`character_id`),
KEY `idx_tokens_user_id_347de3` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='One grant of EVE for one character. Both tokens are encrypted; `scopes` is sorted, joined by blanks.';
CREATE TABLE IF NOT EXISTS `subjects` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(64) NOT NULL,
`user_id` INT UNIQUE,
CONSTRAINT `fk_subjects_users_80151d24` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE SET NULL
) CHARACTER SET utf8mb4 COMMENT='The one row that names a person for the audit trail; erasing empties it and the trail stays.';
CREATE TABLE IF NOT EXISTS `audit` (
`id` BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`at` DATETIME(6) NOT NULL,
`face` VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`action` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`thing` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`before` JSON,
`after` JSON,
`reason` VARCHAR(300) NOT NULL,
`correlation` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`actor_id` INT,
`subject_id` INT,
CONSTRAINT `fk_audit_subjects_de9adb86` FOREIGN KEY (`actor_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
CONSTRAINT `fk_audit_subjects_4a93e1dd` FOREIGN KEY (`subject_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
KEY `idx_audit_at_50be99` (`at`),
KEY `idx_audit_action_c7e532` (`action`),
KEY `idx_audit_thing_adea64` (`thing`),
KEY `idx_audit_actor_i_60affe` (`actor_id`),
KEY `idx_audit_subject_697801` (`subject_id`)
) CHARACTER SET utf8mb4 COMMENT='Who did what to whom, through which face, why. Persons are named by subject id only.';
CREATE TABLE IF NOT EXISTS `brakes` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`source` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`fingerprint` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`status` VARCHAR(8) NOT NULL COMMENT 'ASKED: asked\nDONE: done\nKEPT: kept\nLAPSED: lapsed',
`losers` INT NOT NULL,
`holders` INT NOT NULL,
`payload` JSON NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`seen_at` DATETIME(6) NOT NULL,
`decided_at` DATETIME(6),
`decided_by_id` INT,
CONSTRAINT `fk_brakes_subjects_142b696e` FOREIGN KEY (`decided_by_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
KEY `idx_brakes_fingerp_47fed9` (`fingerprint`),
KEY `idx_brakes_created_3b0906` (`created_at`),
KEY `idx_brakes_decided_7f7bdd` (`decided_by_id`)
) CHARACTER SET utf8mb4 COMMENT='One stopped pass: who would lose what, from which source. `payload` holds what to carry out on *Do it*.';
CREATE TABLE IF NOT EXISTS `aerich` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`version` VARCHAR(255) NOT NULL,
`app` VARCHAR(100) NOT NULL,
`content` JSON NOT NULL
) CHARACTER SET utf8mb4;
""",
    "sqlite": r"""
CREATE TABLE IF NOT EXISTS "characters" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(64) NOT NULL,
"corporation_id" BIGINT,
"alliance_id" BIGINT,
"faction_id" BIGINT,
"gone_at" TIMESTAMP,
"affiliation_at" TIMESTAMP,
"affiliation_due_at" TIMESTAMP,
"name_checked_at" TIMESTAMP
) /* A character under EVE's own id. Affiliation is as ESI last told; names of organisations are in their rows. */;
CREATE INDEX IF NOT EXISTS "idx_characters_name_40b63e" ON "characters" ("name");
CREATE INDEX IF NOT EXISTS "idx_characters_corpora_af427e" ON "characters" ("corporation_id");
CREATE INDEX IF NOT EXISTS "idx_characters_allianc_936c59" ON "characters" ("alliance_id");
CREATE INDEX IF NOT EXISTS "idx_characters_affilia_acaef7" ON "characters" ("affiliation_due_at");
CREATE TABLE IF NOT EXISTS "character_names" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(64) NOT NULL,
"until" TIMESTAMP NOT NULL,
"character_id" BIGINT NOT NULL REFERENCES "characters" ("id") ON DELETE CASCADE
) /* A name that a character bore before the present one. */;
CREATE INDEX IF NOT EXISTS "idx_character_n_charact_3dae41" ON "character_names" ("character_id");
CREATE TABLE IF NOT EXISTS "groups" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(100) NOT NULL,
"name_key" VARCHAR(200) NOT NULL UNIQUE,
"description" VARCHAR(512) NOT NULL
) /* A named set of people. */;
CREATE TABLE IF NOT EXISTS "group_grants" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"permission" VARCHAR(100) NOT NULL,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_group_grant_group_i_ba96a6" UNIQUE ("group_id", "permission")
) /* A permission that every member of a group holds. */;
CREATE INDEX IF NOT EXISTS "idx_group_grant_permiss_df994f" ON "group_grants" ("permission");
CREATE INDEX IF NOT EXISTS "idx_group_grant_group_i_ba4894" ON "group_grants" ("group_id");
CREATE TABLE IF NOT EXISTS "alliances" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL,
"ticker" VARCHAR(8) NOT NULL,
"executor_id" BIGINT,
"closed" INT NOT NULL,
"checked_at" TIMESTAMP,
"due_at" TIMESTAMP,
"etag" VARCHAR(128) NOT NULL
) /* An alliance under EVE's own id. */;
CREATE INDEX IF NOT EXISTS "idx_alliances_due_at_ad6652" ON "alliances" ("due_at");
CREATE TABLE IF NOT EXISTS "corporations" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL,
"ticker" VARCHAR(8) NOT NULL,
"alliance_id" BIGINT,
"member_count" INT NOT NULL,
"ceo_id" BIGINT,
"closed" INT NOT NULL,
"checked_at" TIMESTAMP,
"due_at" TIMESTAMP,
"etag" VARCHAR(128) NOT NULL
) /* A corporation under EVE's own id. */;
CREATE INDEX IF NOT EXISTS "idx_corporation_allianc_950161" ON "corporations" ("alliance_id");
CREATE INDEX IF NOT EXISTS "idx_corporation_due_at_d6d55b" ON "corporations" ("due_at");
CREATE TABLE IF NOT EXISTS "factions" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL
) /* A faction under EVE's own id. */;
CREATE TABLE IF NOT EXISTS "jobs" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(64) NOT NULL,
"key" VARCHAR(128) NOT NULL,
"slot" VARCHAR(8),
"payload" TEXT NOT NULL,
"priority" SMALLINT NOT NULL,
"lane" VARCHAR(16) NOT NULL,
"run_at" TIMESTAMP NOT NULL,
"attempts" INT NOT NULL,
"hops" SMALLINT NOT NULL,
"claimed_by" VARCHAR(64),
"claimed_until" TIMESTAMP,
"last_error" TEXT,
"created_at" TIMESTAMP NOT NULL,
CONSTRAINT "uid_jobs_name_5716ea" UNIQUE ("name", "key", "slot")
) /* A row of the queue. `slot` is waiting, running, or NULL when dead; one of each per name and key. */;
CREATE INDEX IF NOT EXISTS "idx_jobs_slot_3213f5" ON "jobs" ("slot", "lane", "priority", "run_at");
CREATE TABLE IF NOT EXISTS "leases" (
"name" VARCHAR(32) NOT NULL PRIMARY KEY,
"holder" VARCHAR(64) NOT NULL,
"until" TIMESTAMP NOT NULL
) /* Who is the leader, or holds the gateway, until when, by the database's clock. */;
CREATE TABLE IF NOT EXISTS "marks" (
"name" VARCHAR(32) NOT NULL PRIMARY KEY,
"value" TEXT NOT NULL
) /* A fact about the installation: the key's sentinel, demo data, the commands that Discord has. */;
CREATE TABLE IF NOT EXISTS "schedule_runs" (
"name" VARCHAR(64) NOT NULL PRIMARY KEY,
"started_at" TIMESTAMP,
"finished_at" TIMESTAMP,
"duration_ms" INT,
"result" VARCHAR(16) NOT NULL,
"message" VARCHAR(300) NOT NULL,
"next_at" TIMESTAMP
) /* Last run, duration and result of one scheduled job. */;
CREATE TABLE IF NOT EXISTS "instances" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"slug" VARCHAR(64) NOT NULL,
"name" VARCHAR(100) NOT NULL,
"enabled" INT NOT NULL,
"sync_names" INT NOT NULL,
"name_format" VARCHAR(100) NOT NULL,
"down_since" TIMESTAMP,
"trouble" VARCHAR(300) NOT NULL,
CONSTRAINT "uid_instances_kind_d79ff2" UNIQUE ("kind", "slug")
) /* One server of one kind: what has accounts, limits and a name format. A Discord guild is one. */;
CREATE TABLE IF NOT EXISTS "guilds" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL,
"owner_id" BIGINT,
"create_roles" INT NOT NULL,
"language" VARCHAR(16) NOT NULL,
"top_position" INT NOT NULL,
"permissions" BIGINT NOT NULL,
"present" INT NOT NULL,
"seen_at" TIMESTAMP,
"instance_id" INT NOT NULL UNIQUE REFERENCES "instances" ("id") ON DELETE CASCADE
) /* A Discord server that we serve. */;
CREATE TABLE IF NOT EXISTS "guild_channels" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL,
"kind" INT NOT NULL,
"position" INT NOT NULL,
"overwrites" JSON NOT NULL,
"guild_id" BIGINT NOT NULL REFERENCES "guilds" ("id") ON DELETE CASCADE
) /* Mirror of one channel with its permission overwrites. */;
CREATE INDEX IF NOT EXISTS "idx_guild_chann_guild_i_f5f05d" ON "guild_channels" ("guild_id");
CREATE TABLE IF NOT EXISTS "guild_roles" (
"id" BIGINT NOT NULL PRIMARY KEY,
"name" VARCHAR(100) NOT NULL,
"position" INT NOT NULL,
"permissions" BIGINT NOT NULL,
"managed" INT NOT NULL,
"guild_id" BIGINT NOT NULL REFERENCES "guilds" ("id") ON DELETE CASCADE
) /* Mirror of one role; written by the gateway, read by faces and rules. */;
CREATE INDEX IF NOT EXISTS "idx_guild_roles_guild_i_2086ba" ON "guild_roles" ("guild_id");
CREATE TABLE IF NOT EXISTS "posts" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"subject" VARCHAR(64) NOT NULL,
"channel_id" BIGINT NOT NULL,
"message_id" BIGINT,
"content_hash" VARCHAR(64) NOT NULL,
"state" VARCHAR(8) NOT NULL /* WANTED: wanted\nSHOWN: shown\nGONE: gone\nFAILED: failed */,
"trouble" VARCHAR(100) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"edited_at" TIMESTAMP,
"guild_id" BIGINT NOT NULL REFERENCES "guilds" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_posts_kind_c584d3" UNIQUE ("kind", "subject", "guild_id")
) /* One message of ours; the row comes first, so a crash shows nothing twice. */;
CREATE INDEX IF NOT EXISTS "idx_posts_message_d9880e" ON "posts" ("message_id");
CREATE INDEX IF NOT EXISTS "idx_posts_guild_i_a661e2" ON "posts" ("guild_id");
CREATE TABLE IF NOT EXISTS "post_channels" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"channel_id" BIGINT NOT NULL,
"trouble" VARCHAR(32) NOT NULL,
"guild_id" BIGINT NOT NULL REFERENCES "guilds" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_post_channe_guild_i_a78f6f" UNIQUE ("guild_id", "kind")
) /* The channel that an operator chose for one kind of post in one guild. */;
CREATE INDEX IF NOT EXISTS "idx_post_channe_guild_i_0caefb" ON "post_channels" ("guild_id");
CREATE TABLE IF NOT EXISTS "states" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(32) NOT NULL,
"name_key" VARCHAR(64) NOT NULL UNIQUE,
"priority" INT NOT NULL UNIQUE,
"public" INT NOT NULL,
"guest" INT NOT NULL
) /* The highest priority that fits a pilot's main wins. Guest is the floor and cannot be deleted. */;
CREATE TABLE IF NOT EXISTS "role_mappings" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"role_id" BIGINT,
"creating_since" TIMESTAMP,
"trouble" VARCHAR(32) NOT NULL,
"group_id" INT REFERENCES "groups" ("id") ON DELETE CASCADE,
"guild_id" BIGINT NOT NULL REFERENCES "guilds" ("id") ON DELETE CASCADE,
"state_id" INT REFERENCES "states" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_role_mappin_guild_i_3d1b08" UNIQUE ("guild_id", "state_id"),
CONSTRAINT "uid_role_mappin_guild_i_26f773" UNIQUE ("guild_id", "group_id"),
CONSTRAINT "uid_role_mappin_guild_i_a3093c" UNIQUE ("guild_id", "role_id")
) /* Which role stands for which state or group in a guild. Held by id, so a rename is a rename. */;
CREATE INDEX IF NOT EXISTS "idx_role_mappin_group_i_4af7d9" ON "role_mappings" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_role_mappin_guild_i_7b19e4" ON "role_mappings" ("guild_id");
CREATE INDEX IF NOT EXISTS "idx_role_mappin_state_i_611779" ON "role_mappings" ("state_id");
CREATE TABLE IF NOT EXISTS "state_grants" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"permission" VARCHAR(100) NOT NULL,
"state_id" INT NOT NULL REFERENCES "states" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_state_grant_state_i_7a2a2b" UNIQUE ("state_id", "permission")
) /* A permission that everybody in a state holds. */;
CREATE INDEX IF NOT EXISTS "idx_state_grant_permiss_e17935" ON "state_grants" ("permission");
CREATE INDEX IF NOT EXISTS "idx_state_grant_state_i_1820c0" ON "state_grants" ("state_id");
CREATE TABLE IF NOT EXISTS "state_members" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(12) NOT NULL /* CHARACTER: character\nCORPORATION: corporation\nALLIANCE: alliance\nFACTION: faction */,
"entity_id" BIGINT NOT NULL,
"state_id" INT NOT NULL REFERENCES "states" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_state_membe_state_i_87aeb4" UNIQUE ("state_id", "kind", "entity_id")
) /* One character, corporation, alliance or faction that a state takes in. */;
CREATE INDEX IF NOT EXISTS "idx_state_membe_state_i_2fd17f" ON "state_members" ("state_id");
CREATE INDEX IF NOT EXISTS "idx_state_membe_kind_5c17b9" ON "state_members" ("kind", "entity_id");
CREATE TABLE IF NOT EXISTS "users" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"state_since" TIMESTAMP NOT NULL,
"is_active" INT NOT NULL,
"is_staff" INT NOT NULL,
"is_superuser" INT NOT NULL,
"language" VARCHAR(16) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"last_login_at" TIMESTAMP,
"state_id" INT NOT NULL REFERENCES "states" ("id") ON DELETE RESTRICT,
"main_id" BIGINT UNIQUE REFERENCES "characters" ("id") ON DELETE SET NULL
) /* An account. Its id is independent of Discord and of the main character. */;
CREATE INDEX IF NOT EXISTS "idx_users_state_i_1adc31" ON "users" ("state_id");
CREATE TABLE IF NOT EXISTS "ownerships" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"owner_hash" VARCHAR(64) NOT NULL,
"since" TIMESTAMP NOT NULL,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
"character_id" BIGINT NOT NULL UNIQUE REFERENCES "characters" ("id") ON DELETE CASCADE
) /* Who owns a character now. The hash changes when the character is sold or moved to another EVE account. */;
CREATE INDEX IF NOT EXISTS "idx_ownerships_owner_h_76d348" ON "ownerships" ("owner_hash");
CREATE INDEX IF NOT EXISTS "idx_ownerships_user_id_3b2322" ON "ownerships" ("user_id");
CREATE TABLE IF NOT EXISTS "ownership_records" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"owner_hash" VARCHAR(64) NOT NULL,
"began_at" TIMESTAMP NOT NULL,
"ended_at" TIMESTAMP,
"ended" VARCHAR(16) /* ADDED_ELSEWHERE: added_elsewhere\nSOLD: sold\nBIOMASSED: biomassed\nWITHDRAWN: withdrawn\nREMOVED: removed\nERASED: erased */,
"character_id" BIGINT NOT NULL REFERENCES "characters" ("id") ON DELETE CASCADE,
"user_id" INT REFERENCES "users" ("id") ON DELETE SET NULL
) /* The history of ownership: one row for each stretch of time; a returning pilot is known by it. */;
CREATE INDEX IF NOT EXISTS "idx_ownership_r_owner_h_bd768e" ON "ownership_records" ("owner_hash");
CREATE INDEX IF NOT EXISTS "idx_ownership_r_charact_598e40" ON "ownership_records" ("character_id");
CREATE INDEX IF NOT EXISTS "idx_ownership_r_user_id_693868" ON "ownership_records" ("user_id");
CREATE TABLE IF NOT EXISTS "discord_users" (
"id" BIGINT NOT NULL PRIMARY KEY,
"username" VARCHAR(64) NOT NULL,
"display_name" VARCHAR(64) NOT NULL,
"avatar" VARCHAR(64) NOT NULL,
"linked_at" TIMESTAMP NOT NULL,
"inbox_closed_at" TIMESTAMP,
"user_id" INT NOT NULL UNIQUE REFERENCES "users" ("id") ON DELETE CASCADE
) /* One Discord user belongs to one account, and the other way round. */;
CREATE TABLE IF NOT EXISTS "user_grants" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"permission" VARCHAR(100) NOT NULL,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_user_grants_user_id_f6126c" UNIQUE ("user_id", "permission")
) /* A permission that one person holds directly. */;
CREATE INDEX IF NOT EXISTS "idx_user_grants_permiss_debc9e" ON "user_grants" ("permission");
CREATE INDEX IF NOT EXISTS "idx_user_grants_user_id_fd9ae3" ON "user_grants" ("user_id");
CREATE TABLE IF NOT EXISTS "memberships" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"since" TIMESTAMP NOT NULL,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_memberships_group_i_58defd" UNIQUE ("group_id", "user_id")
) /* One person in one group. */;
CREATE INDEX IF NOT EXISTS "idx_memberships_group_i_9dbab1" ON "memberships" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_memberships_user_id_6b1e99" ON "memberships" ("user_id");
CREATE TABLE IF NOT EXISTS "link_offers" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"token_hash" VARCHAR(64) NOT NULL UNIQUE,
"status" VARCHAR(8) NOT NULL /* WAITING: waiting\nOPENED: opened\nPROVED: proved\nDONE: done\nREFUSED: refused */,
"discord_id" BIGINT NOT NULL,
"username" VARCHAR(64) NOT NULL,
"display_name" VARCHAR(64) NOT NULL,
"avatar" VARCHAR(64) NOT NULL,
"guild_id" BIGINT,
"language" VARCHAR(16) NOT NULL,
"interaction" TEXT NOT NULL,
"browser_hash" VARCHAR(64),
"proof" TEXT NOT NULL,
"discord_proved" INT NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"expires_at" TIMESTAMP NOT NULL,
"finished_at" TIMESTAMP,
"user_id" INT REFERENCES "users" ("id") ON DELETE CASCADE
) /* A link that lives ten minutes; spent by the finished sign-in, not by being opened. */;
CREATE INDEX IF NOT EXISTS "idx_link_offers_discord_26a5ce" ON "link_offers" ("discord_id");
CREATE INDEX IF NOT EXISTS "idx_link_offers_expires_1f9da2" ON "link_offers" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_link_offers_user_id_901169" ON "link_offers" ("user_id");
CREATE TABLE IF NOT EXISTS "notices" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"key" VARCHAR(64) NOT NULL,
"facts" JSON NOT NULL,
"level" VARCHAR(8) NOT NULL /* INFO: info\nSUCCESS: success\nWARNING: warning\nDANGER: danger */,
"once" VARCHAR(128) UNIQUE,
"created_at" TIMESTAMP NOT NULL,
"read_at" TIMESTAMP,
"delivery" VARCHAR(8) NOT NULL /* NONE: none\nWAITING: waiting\nSENT: sent\nCLOSED: closed */,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
) /* One thing told to one person: a key and its facts; the words are chosen when it is read. */;
CREATE INDEX IF NOT EXISTS "idx_notices_created_f5f650" ON "notices" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_notices_user_id_727b8f" ON "notices" ("user_id");
CREATE TABLE IF NOT EXISTS "accounts" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"uid" VARCHAR(64) NOT NULL,
"name" VARCHAR(100) NOT NULL,
"status" VARCHAR(8) NOT NULL /* ACTIVE: active\nABSENT: absent\nCLOSED: closed\nREFUSED: refused */,
"trouble" VARCHAR(300) NOT NULL,
"since" TIMESTAMP NOT NULL,
"instance_id" INT NOT NULL REFERENCES "instances" ("id") ON DELETE CASCADE,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_accounts_instanc_35e78b" UNIQUE ("instance_id", "user_id"),
CONSTRAINT "uid_accounts_instanc_1347b0" UNIQUE ("instance_id", "uid")
) /* One person's account on one instance. */;
CREATE INDEX IF NOT EXISTS "idx_accounts_instanc_933ced" ON "accounts" ("instance_id");
CREATE INDEX IF NOT EXISTS "idx_accounts_user_id_95f77e" ON "accounts" ("user_id");
CREATE TABLE IF NOT EXISTS "reversals" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"group_id" VARCHAR(64) NOT NULL,
"at" TIMESTAMP NOT NULL,
"account_id" INT NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
) /* A hand edit that was put right; three of one kind in ten minutes and we stop and ask. */;
CREATE INDEX IF NOT EXISTS "idx_reversals_at_fa03ca" ON "reversals" ("at");
CREATE INDEX IF NOT EXISTS "idx_reversals_account_fd4dec" ON "reversals" ("account_id");
CREATE TABLE IF NOT EXISTS "sessions" (
"id" VARCHAR(64) NOT NULL PRIMARY KEY,
"data" JSON NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"seen_at" TIMESTAMP NOT NULL,
"expires_at" TIMESTAMP NOT NULL,
"user_id" INT REFERENCES "users" ("id") ON DELETE CASCADE
) /* One browser. `id` is a keyed hash of the cookie, so the table opens no door. */;
CREATE INDEX IF NOT EXISTS "idx_sessions_expires_6bcc94" ON "sessions" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_sessions_user_id_80072d" ON "sessions" ("user_id");
CREATE TABLE IF NOT EXISTS "signins" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"state_hash" VARCHAR(64) NOT NULL UNIQUE,
"browser_hash" VARCHAR(64) NOT NULL,
"provider" VARCHAR(8) NOT NULL /* EVE: eve\nDISCORD: discord */,
"purpose" VARCHAR(8) NOT NULL /* LOGIN: login\nADD: add\nLINK: link\nDISCORD: discord */,
"verifier" TEXT NOT NULL,
"scopes" TEXT NOT NULL,
"return_to" VARCHAR(512) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"expires_at" TIMESTAMP NOT NULL,
"spent_at" TIMESTAMP,
"link_id" INT REFERENCES "link_offers" ("id") ON DELETE CASCADE,
"user_id" INT REFERENCES "users" ("id") ON DELETE CASCADE
) /* One trip to a provider: bound to one browser, spent by its return. */;
CREATE INDEX IF NOT EXISTS "idx_signins_expires_600c0c" ON "signins" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_signins_link_id_2eb73b" ON "signins" ("link_id");
CREATE INDEX IF NOT EXISTS "idx_signins_user_id_35bab2" ON "signins" ("user_id");
CREATE TABLE IF NOT EXISTS "tokens" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"owner_hash" VARCHAR(64) NOT NULL,
"scopes" TEXT NOT NULL,
"access" TEXT NOT NULL,
"access_until" TIMESTAMP,
"refresh" TEXT NOT NULL,
"status" VARCHAR(8) NOT NULL /* VALID: valid\nDYING: dying\nDEAD: dead */,
"dying_since" TIMESTAMP,
"created_at" TIMESTAMP NOT NULL,
"checked_at" TIMESTAMP,
"check_due_at" TIMESTAMP,
"used_at" TIMESTAMP,
"leased_by" VARCHAR(64),
"leased_until" TIMESTAMP,
"character_id" BIGINT NOT NULL REFERENCES "characters" ("id") ON DELETE CASCADE,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
) /* One grant of EVE for one character. Both tokens are encrypted; `scopes` is sorted, joined by blanks. */;
CREATE INDEX IF NOT EXISTS "idx_tokens_owner_h_2077b1" ON "tokens" ("owner_hash");
CREATE INDEX IF NOT EXISTS "idx_tokens_check_d_8c3e13" ON "tokens" ("check_due_at");
CREATE INDEX IF NOT EXISTS "idx_tokens_charact_087d0c" ON "tokens" ("character_id");
CREATE INDEX IF NOT EXISTS "idx_tokens_user_id_347de3" ON "tokens" ("user_id");
CREATE TABLE IF NOT EXISTS "subjects" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(64) NOT NULL,
"user_id" INT UNIQUE REFERENCES "users" ("id") ON DELETE SET NULL
) /* The one row that names a person for the audit trail; erasing empties it and the trail stays. */;
CREATE TABLE IF NOT EXISTS "audit" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"at" TIMESTAMP NOT NULL,
"face" VARCHAR(8) NOT NULL,
"action" VARCHAR(64) NOT NULL,
"thing" VARCHAR(64) NOT NULL,
"before" JSON,
"after" JSON,
"reason" VARCHAR(300) NOT NULL,
"correlation" VARCHAR(32) NOT NULL,
"actor_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT,
"subject_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT
) /* Who did what to whom, through which face, why. Persons are named by subject id only. */;
CREATE INDEX IF NOT EXISTS "idx_audit_at_50be99" ON "audit" ("at");
CREATE INDEX IF NOT EXISTS "idx_audit_action_c7e532" ON "audit" ("action");
CREATE INDEX IF NOT EXISTS "idx_audit_thing_adea64" ON "audit" ("thing");
CREATE INDEX IF NOT EXISTS "idx_audit_actor_i_60affe" ON "audit" ("actor_id");
CREATE INDEX IF NOT EXISTS "idx_audit_subject_697801" ON "audit" ("subject_id");
CREATE TABLE IF NOT EXISTS "brakes" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"source" VARCHAR(32) NOT NULL,
"fingerprint" VARCHAR(64) NOT NULL,
"status" VARCHAR(8) NOT NULL /* ASKED: asked\nDONE: done\nKEPT: kept\nLAPSED: lapsed */,
"losers" INT NOT NULL,
"holders" INT NOT NULL,
"payload" JSON NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"seen_at" TIMESTAMP NOT NULL,
"decided_at" TIMESTAMP,
"decided_by_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT
) /* One stopped pass: who would lose what, from which source. `payload` holds what to carry out on *Do it*. */;
CREATE INDEX IF NOT EXISTS "idx_brakes_fingerp_47fed9" ON "brakes" ("fingerprint");
CREATE INDEX IF NOT EXISTS "idx_brakes_created_3b0906" ON "brakes" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_brakes_decided_7f7bdd" ON "brakes" ("decided_by_id");
CREATE TABLE IF NOT EXISTS "aerich" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"version" VARCHAR(255) NOT NULL,
"app" VARCHAR(100) NOT NULL,
"content" JSON NOT NULL
);
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz2ziy/isov8zultYncS6T42xtlWIrGc84csp2kj073tJQJCRxTAFaXqxR7ea/Hz"
    "RIijeQIiiJghi8xBGJBqVuEN39daP7PydzamHHO+0Hlu3f0uXJOfrPCTHmmP2ncK+HTozF"
    "IrkDF3xj7PDBBoziQ8ae7xqmzy5ODMfD7JKFPdO1F75NCQz9OqPIsi20nBk+8in7S+c95M"
    "9cGkxn7JNtzhipySiXs9Up+oRdjxIPGS5G8NUsNF4hLxj/jk0fsWkocVan8GSLmuzRNpnu"
    "8yEBsf8d4JFPp9ifYZc96td/scs2sfAf2Is/Lh5HExs7VoaftgUT8Osjf7Xg197Z0yviv+"
    "dj4SeMRyZ1gjlJxi9W/oySNYFNOJenmGDX8DE8wXcD4DIJHCeSRsz48MsmQ8JvmaKx8MQI"
    "HJAVUIdfILl2MhoNb+5Hd4P70eikIMeYIsX16JLJOMnWAPuqHmfAFL7CX//37OzFix/Pnr"
    "14/ebVyx9/fPXm2Rs2ln/f4q0fv4VfJuFWOBXn2dWHq+E9fCHKFlq4/ODCN05j+EZIxYWR"
    "cN/wi9y/ZBz07TkW8z+kyPHfikhO4//kpRHzvkoc8YXDyKOCtfdXHwd39/2Pn2D6uef92+"
    "Fs6t8P4M4Zv7rKXf3T6z9nZbGeBH29uv8JwUf0z5vhgHOTev7U5U9Mxt3/8wS+kxH4dETo"
    "cmRYaUbGl+NLbGgiVXiFi3L9Ba/EIo2H54TKuLMbMSY7Xhvv1dz4Y+RgMvVn7OObCrF+6d"
    "9e/NS//dObP2ckmFxG8Ld/cT+4RexbocCfvJmPX6KLm+trJuX482hsk6yoh9EUZzD1t4xk"
    "mAqA31NfNgnBvqTT6qaXEc7rlzWk8/qlWDzs+vbygcmzAvJn8P3ry2c9vjXxnJx8t8IZ4w"
    "l1BTvbz3c3Q7F4Eoq8xrKZCfNf5NhewXIQyCkSgip7XIVkgBUZNRXz808f+//IqaThxfXN"
    "u7z+gQne5XetiY9dGbavCTTXm3PdxYYn0hUXM8MVsz2haE+Vt7QdvXj2rMZ+xEblub3eTv"
    "i9LIdN6rrYMSRVco6qe6w+q8PpM/HOz65vv/PD5AW7ibojka9Y6iimSTa7i422nwP4i2fP"
    "X/748s2L1y/XbuL6SpV3GHuCCUcjN16Op1kizVXOVYA2Jo9i9xrWYJG/75lNYk9JvMNcsa"
    "9kEKEPFqFNdyHfj4693+IFFF9Nnu8ayzUalHlX2a9nvxn7/PffMl/49uri/kS0djVjNzI2"
    "+8KWsBYW8NgwH5eGa40yKxnu0DOau7IeW7w1P5vnrxjEmHL+wC+B7x2x/p1rPOITAbQa3u"
    "hV4apjGOLVA1ZvCEaeTxcLbKGF4XnngHqiJQ0cCznUwxwM7aGJS+cRAurRwDXxKfptYawc"
    "ali/oRllv2iNmpqG664QDXxECfrLJUW2/5ci1tric3cMv34v2OuWurQcVQ0FKWFSJgQdxO"
    "BUtCcn7Otjd+FGi7cuUJql0ohcG6APU+F+4Ind4AEJ5gVNn32z1tQt+mmG94jj1VNXYif9"
    "u18Gl+eI0z6Qy5vh4BxZlOAH8svg0/05esQL/4Fc9z/dwTDHWHjRM/YGiddCtEGVuQLxlC"
    "qRhKCR/6DcXrdjvwxUvhxDUxSaowKORtaUDH6ZItkKwWy2ffxtEhAe9kHjwHZ8m3in8Ni/"
    "7wv+aRvYNF0MLBvJB5+zlDoIrXIQ2sOYNBBxiqwd+aoSQzg6AVvYtK1Gr3GWcgdiPp5I0d"
    "FKebySg4oLdBot3oQWJyzTyOZGZLOwvpQCN8E5NUyfY3EFgDO52asCOc14WE2gs4/WFChg"
    "snPR4MvgBw/RJUG2dYr6k4nt2DxuiWyPOZpocHfFHEkPwEXHestTPNnwCaLu1CC2x4eG2Z"
    "82Qf4M2y5y6dIrYp3tPlrBbNM6pocKkOeB003534IAyhMa4vHfN9JWDyczqbtgI+FrCTV1"
    "1TIv0nZHW7ey5FMhX4dtdEwzS8sgR6gF0FAAkzBlVpr/Wbo9sf8QQFrL/J9Sghv4hCky7R"
    "Cq7BAaiS3XQMxFai3tY5G2FTR5scUztCJ1Dd02Ezr8HZkzbD42gvcE5PolV03eBRyqHCjJ"
    "LgxBaPJdRPb+l9vyxOg8+DE0jhnBL+BTudR95lFZW3LqZskY483sxS2frau88ukjJluy6h"
    "7m6BKDpLDJhJc0XjLl7Lwh+J6yfyTW39FuztULb85ujOhkF6z67OE6iNSxcKkp2D0MOVsO"
    "eMd7fg3Qe7TWNXWQbxiMfMiTNVJQ9Ji6GIVHAAFDRgumMzGB9FkswrCbTaKTb9VKvlUNYz"
    "5g5u3uQeaA+LYj6w+siXRCh3JuQCaCsN57peMHOcp95SF2E72uSAkw06HiLTMCMmHn45JF"
    "3aSA/DrM5ARc9O8u+peDQ6UEJOa0wELK2Nrl1tHavq9pGEG9J0bjZQwa9vqfontmycwMbw"
    "bXyRTDISPMA+2pgbaHPOpYiLpoTp+wBWeQDELByoH4PjJMk7K9XVxmqp3HauNLLeOLL9AR"
    "SLjI3NJjNVmi7zvW39qpGpuITqhtyM21xQpGG3JqGXKBV2LDle5vKYoO2W47O0KimmWsgg"
    "45rGEceDuxiWsCd4ot77rmcOqt3t4SruWUxJBpGy7JQV+CPXoku/EyoqBRla+RxJVqeByj"
    "VExrs+PB7Xzb8ykULJig9SznAJtCJi+aMPMeG1D1wHexz/6yYWA6vGVOA7sQuISxHy1sh/"
    "rgETwSyCUer5At8Df2/jTtZmg3Q0E9oL6bMcZTo0maWJpOOxtKOxuYNDsEmKbT6UHKS1gc"
    "UttcgGNN3GjDbUeqJ/3Ly8HlaHB9N/j60+B2cI4Yd9jiZMYQXjJ9jx/I3c315TnHJR/Iu6"
    "ubj/07XoZjbNO54XlQsQPkcHnb/zo8R0vbn1nMDCQP5Hbw8eYLjHQxBzMfyOC2z0nZz25Y"
    "weP56xob/fP8ikm2abiltn+rBHrQct58+6CNWgm0ez5cqyNpe/Bb8+u3PURGrbW7LSAD9v"
    "bw8/X1oWKTl7YHzj3nvQAxSN/uVaEFVjhwFHi1Ty1DmcRofgRkaIwdSqYeRP3Ae4+ifT1k"
    "EIsHCsNA4NJYMcc+IJa48OLWM+ozxmrrzXJsAEQumwOWptF5YDX8evaiLxxjNZJldJ6uc8"
    "XTd89q44mtdIFmLWdyQqHZu5G9jk2anXLKEGqMSmkEwyZj+sfIhNKTTUQtINeIlcryViAB"
    "QgVLbLe+dLNgsdgtlIwTNw3TH0WIWC5Kv5Wf9yGwc85K5kavyrebwpDaB3JiB4z9tifmXP"
    "FTNUscfhSdvdk4Xjtkx+qQqX8gpyXj9XmtHlbPK3pYPS/2sAqj2rJLPE2lS900hezDcsQj"
    "lzrCU/GUXTdISdwkR5oTwpjR7mu1xztQuzbku5ub64z5+O4qx9/h54/vBmz989XPBtl+Cd"
    "sdg0wDpuBkNpU0Tfc2lp0HBH26GDGj3Ba3xivdVvJk7dWjf6awJZ0pRo/due15UN1SbsfO"
    "EXaGsy1v2dHpbcndOkXV4ka9vnK0O7USNeAVM1W6hLPYkecuh7XkqLrjaLWFt2SyGgiJPP"
    "XcfiZRPod7/xfhVMeLVG8oyVRipMuy6ZbN01UezY3Fgk2yJZuAQx/DmbrKKNhHt+TSJ7q/"
    "DkIqsGe0m60J2NTBnakKMbdTcPhWqHl6xFGp07rIec6QaAU9jxdjGYieWqwbsPTMG7IZU/"
    "9ouy51+fkmwsslAC1PNUa276HEP0T0CbtLlxnlgk4NjWfR+LvaLu4x4++tJULtBYF/ZD9N"
    "wvuJh3cGwdkdNiYPOGqwsYqhyRZeZGl588sslRr9L+F5nel/GWp/Wa2YptKnbGSUY8WpkG"
    "mc97DlqYV1/sRxyaCuoZ1eeyrVVEsQmTJzPIZrNtnia3hI1hAHwrcI9ksf85IBcKJgylbA"
    "0lj1kIsNCy5ODBN7/MCBGzib7fLmk2ozXeWdSJvphzPTtXWpQ9kd2EDSaH2oFYu8rwplp6"
    "h0KFsilK2N9nZXujbau2q0p+ODArM9Fz4sN9zBSB6lQ5Z16iHb5oxb1wgWh+XxwmBLfpVd"
    "8DEUHZ66NFhA22EDcRaeop/Y7+LVwKwe8igvGcZ7RUAr4+j/oiLIe32WwND/NXkz+ANOmB"
    "hS1/izctc4D9kS+dc2ToIuZ7ZlObNYClKqJUWkM7i3yuBmX2vUqB5ykVqnq6mcruazHXDs"
    "SHnZKZLOpY2/OKvhZb84K3Wy4VbOSAYVI5cMmCbRVYy026GQcuBGlNxqTpPo1awduZYcuc"
    "Kq3QFT7+J5jmrF1uVp+kXdzNPQddrBQo3n6SRP06pcJcCBc/2Da/AvXgwTJnd7lXFC/uum"
    "MLD2KfhUOh0/0Y6fsLtCczwfYx7rMyIAYEbZ7xAdi5efQIwLxOsumU+7/Ad1+VOCKDC3tI"
    "J5lqh7Fczl4n6FGuZwY/si5oLQ4SHcGtUEtWdLsGUFqxh3j13DcluxVMOm7lZq2NAm24GG"
    "HVNrFYLqIdAup17LqYW6dW1va92qdatKm8px6NZDgCyqCWq/urVtQEAx7u4OETiMboXad6"
    "WqNblZqVl5ibntFCukpbJrHvvMFSKybBebvrOqo1eriYVqNa4bqLWq1qoqbSfHoVUVKIDa"
    "aZ2q24+23X50x3CwSJmuwYMNIHBtHQrzQ0lTH6DaBaYLR1j7tGyY7jqplgbUJzT2e0ID/o"
    "4e8UrCvkiT7IbNh13BGSaf1WLyWZlxcbYT4+KsKKf0j5N4HXJknUunevW8Tj4VG1X6TvB7"
    "DSuB7aC+lVzhJjXzFKsLEyUucHMuZePFR7aL1+JSGF6GBtpbsurjeqIusWqftmmKYwIDNc"
    "vPcis1J8B6TdgifMYmHK3hhq64t1rZwOrMA+4xaQTnkPZroxz3Xaa2K/qKdyK3Xeco7Dz3"
    "WoNoOulDARhtc9LH4drwHilLFUUmr23yeDOZiJvwJjcrbT9oSziiMK42TAkkYZzOsZ+wh6"
    "DmzNwmgY+9t8hbYOLHJWgmNrG9GYCVbDH91SY9RCi/OcZMLIiysVjQkXc/j9DwqFrmpU8f"
    "MRnNDG8mAeBliToH4cn0Ky0AeOz69vhdseMpJDoEAs8ekLsBCeYFDVFIvglEdVv2CeAtDd"
    "uPUCkJmZ187V/dXw0/nKOI/oHcfBoMB5fn0TbyQD7d3nyBzwuXPsHnS2adnyOLObYP5Hbw"
    "/vMd3HTxhCkMK7+t1ZH/mxrif1OKB74RtF3m/dVlzwNm6TpkmrZ8IlD3Ft9qh9O9xRVjte"
    "4tvlf2HujwtmKRmcNs1bpJ4N6bBLLnYPAthXHge/xHafunDFkHGF2FIw/+cZ+BkAsFpNdm"
    "//XN8EM8PF9VOsv4sUuXgGBI+lp5skacV21zUd7dYq4Fnci8H2sC/WZIvxmxoxP6cwK9W1"
    "Uas0isK2RKVMgMWxpbDfo9Zil1oFHpQCP+Y2Gz6RqIOUvZjpgPEH3ohJRjGL6BmHOkuiSe"
    "ynJuP8atVm2bTp0TUYu1LQRj07lNU2ILC9FL5CvesUmuyNFuSO2mKg6pb5v4RBCpju70qs"
    "LUhI+RSE/0ZxD+9aljsX9SB0rPkYEe8Yq3QYEOhhM2k/eWh5KXzJj3kOFCn0PqYYKWM/aP"
    "7UMtZeihIk5v3NeDdLharXC18KBJOTa400MmRwua1IM8+KtRZG55y7k1gRrd5uCxnek25+"
    "CnsB1tk2j/mrhFLMomEyrJfPa6v785R0D5QO4+X1wM7u7OkReYTMV4D+Rr/3YY5QG4hOcB"
    "XPaHHwa358gyyDQ0rQ4c2afC1OxSKJeKzcVmEK5C+TLPz+rwlY0qOU/PbuzgPP1ZQTzHhW"
    "1p0KOZMwy2WgMRp8g02KGyfJkXYkOFt6baME3fokIkzAmRVYhDnshGeCJbMQ3ubjC8Z/oR"
    "E/+BMDuCZ7mZDlUjyU0fu+gSJqUYb4/8hEDfcWwuFgHssr7XqwJejGhU3dMBBMUUKGASc9"
    "Hgy+AHD9ElQbYo1X/zeN2iVu0cqmMugNJWLtU+yp/4tvko2pkrmhOtKTrH4R3bFOznmMwy"
    "FNsVVTtIjlDnYzbNx0zMS4mMnIRIZ+LIZOLMMNsYGqEVGUrtzSrtzTIjSl7CCVUr0tVQVM"
    "MsK9+YypgC8fjOGQJyiHAFnCtRVWufHtwFdRfsW0ZMKThx6du9Kj/OTAbWPuidoqnnzNWh"
    "0O6c2iaYdue0O3dwDu/YnYshJml3LkfYnQTGlr25sMIcY2xABBZoKfvzZPtC64vr/Nl+2b"
    "+zmlMmptKLOqHR8ISGJzQ8oeEJFTxYDU90WLganugoPPE+OpgvgCbeJ2f2y2GJSTioNiQR"
    "ja8JR2wYraEItc0tDUW0B0Uosp98YopHtJnw65U7CagsifNBc+x57CtACx0auNHBHJcukU"
    "nZLTSxXc/vIY8iA5mu4c2QN6NLD4pLhud9lrYpaM6z05mFBdIf2aLjBnMw/h2b4f4BBYB0"
    "rfTDng6KxFIzHz8e3sHjQS/qdDV5cSZOyGfXt8/Hf3FWKGGZvCw1BZSi6KCMVKx7Y84MQr"
    "Ajj2Zl6NpDCDtiY6UxWq63pAWQpdMQeVNEkRIfE7+kSFe5aZun65yJu/vzpiUdrusXNG7b"
    "l1gaxMeWJLtPvvaH93BSI6R+IHc/3XwdnnNzkzyQD/zEx5Sf+Hjfv7qGkRPDdpQ40+G7NA"
    "CGSbwHKZLOvQJ7CTgf1xlFjav3GkKvlt1MyhlCHTtRWcYHKhys2Fmt9uy2itNyIRhTkIN8"
    "k6J4nuOSQd3zcum1p9KBOcAZL0KP8qQEhoxv9zahkaPINa2JSt7PoB4Qpwhb3xgE+k4w2V"
    "M3LBSEJux/UGEI4CPe/Js9Zd1YEThaRCR3Nqu4XWO8SjmgpSFIDUGqAG+pCEFqeOvA+Ip2"
    "KRu/I/VWuDZCtRGqhgyO3Qj9mY5FxidcrjQ6f6fj2ok0EJBmth7EppnIAnyKfvMc6v8GNS"
    "ijui895AaE8P8wC3H4+fo6LFRpYcN6y61DNgE2zBlUvETwZXmxy0e8EuXi7P+BQgs1zvyI"
    "6jHCIwt26q/h5R7v6BK+Dq5NXdvnJOw7AQjyr9ZzgY7EoFUyFajU7NWt1VqN6gqrppb7JJ"
    "0tmqpqocJ446ubFhENb60VUMNWnns/dlaQ0C7kU5DOwlg51BCol2tKphUdgRKyDvgtVUD9"
    "PnoCpXV/lut3c8NxStV6mq49P/3VfpX7i7MfX6/VOXyoUuB3H/vX18LWejIaem2Dtbd0Db"
    "JqZ4ORaapXVAKvd6EDCm35Ivu2IKANRUzXVDr+q3Rs0PB9PF+I6quXn3pOkegjt/ntbEYX"
    "AmZW64aYpjPc3IVeMB2DbQ/WaCzVWCFL9X33pKyZWRtxLCC+LajsvyHXJ0+sM0FU3u0dw/"
    "NH2HWpoJJIucOQperCO9W206CT6Tr7eilyMu4aGx4+EYQFwhu9qsCAA0Nqhga+zihA8oDT"
    "MzILuxyMn1H2HfnFKVt5S2PVQ1wjcIC+h8Yrfg9A2jF71A8elIc3H4txgJ3PvsUZ3oMixw"
    "o1UVEnXaIc5YcVIlcdK6HoAAa2bxOxkWm4S5NQK61OKq2Phvso0ln8eqXKmrMRUlUhkDGm"
    "gc8VhQ2JDU7YvfOcX3nEK6Y1oIGJTTATt4XnlOuTHr9t0jn7CVwFGT66DPu6o5nhlRWV2N"
    "/DtD77LvTZk+EEAmGVu2hrgg5oszacM0U2wDtzhq3AwbeBsEZO+nblduhFA0duULdYzjVz"
    "6iGhhm1AQVSSF7JlmGJhwuTVKQhG8bwW+p2Oi7tdwzn0JtahZI7yTYwpPrcZ6JGl1JCiau"
    "ZjpjuvTWxv1kjMOVItZ5XlHO/wo7lMrDBH1aGKsjsLGIbaUga7SCg6YO01z4Col78Q1R+R"
    "4W+KpHMMflGrVsCLiloBL4q1AgjzSxrs/ykyvfertvcr4iH1zbC8u8A7im/1KhtUhoMkSv"
    "8tsOtR8oOHIlLmxHA/xo7Ow4jL+tWiEh5BiEfwAdAFlfEjd9XWh2cPe3g2EHG11OsMhGzt"
    "Qp66Om6nLvbaThkgqGcVCCz++tWwApHlv9d0XdO3n6RbnLNVefVlcI5C6gfSfxe2NWdKQ9"
    "DY/IHcDt5/5hdcPAnUaHWuzzDv39T17GidS+FZtvgcrQ6FHt7OTQs3NrqEx9TLjagsVYeO"
    "qe8M4wC7Vo6pKQrN0I0n+tPeQpbB0of60yOOi8d1z/Xn3lfx0f786t0BZz9H03STq6kXVr"
    "ZYQhoLfWJ+tOEIDM53Een7X26xs+5oKub0bTTN8arTAru/7RNkWa9dAcqSXtflMEv8Tkng"
    "LGy9MCnFUWKoN3WOlpDzMjPWKIrXQ449t32Px5WNsKjDhLpzwz9F/XV2DK/UAYmjbCYxPL"
    "PPh1U3YnCCqQZvdOUzJeAbdVKf0iUGAkHvr4oSA0HLrb80uFaQjgbXdgOuYQK/XLZPaIqq"
    "xUahsUY42j6h3oqYI/ggMi6r+J0l1L1ZJXgOf0ehCSW7i6TIWtxM/mOyL8VMV+bLwJf4ds"
    "Sbi0WXZNQIrsxS6tC8ypClxvz3g/lLpD+kimmkkg2aoxepvIYjs2d3A15sLFQaM5M59veU"
    "/bOZpXUrlaq5UYn5KYHvrPEwAb6TxsrK8Z0MMFfnzNUMMBToERKeY1oaHloEPnLt6cyHnp"
    "cuxmk0BgrK+5iguU0CH4cIzBIjz6eLEI3xBKeF9/aUHXf+1QjOlgjOlGmshTB+VIoTpEk0"
    "VtAKViCfANpmUYsDxEw6YWBGNo1c9DZLpAO4GwO4RmLzbRll3Kn1qGKgMbu2VCrMfoc9L/"
    "zRxZOc0a1KI8sLB0nE0MYuXXrYPUW/2RYvlW7A8XLMz4vP4nrqJqWPNuY9xeEjfxw0+SHQ"
    "VRxZlLrimNkuJ9+xRVWq9nep8PVxT6njnnCjKKmf726GJShTND6v/m3TR/9Fju3tzQM++d"
    "skICY/rjxmjqFvE+8UHvv3fWEUFcID/mRMgcKJ9vzh9ZyOhwl0ubHv0jTzMG5SmzdFpgWs"
    "tIDxHwubTdekO2uGUntYKku5/eTYzTBnh1yrdrM31WJtC8mbe3WofIN/j6I7xW/0Kp0pGC"
    "LRW3VmT2fY81HcpyFElCc8HRAtbIf6P3hozniIlmAvog8BjI6KVU4c5uhwCNk0CKE+GmMU"
    "crGk5+pen6bha7Xga/WTqJTMQKyXP8hzReT6SKVJNFSQu76PyEB5z5wW2+V0YItJcTQYO7"
    "YpCI1XJbIlRDqJTSKJbQq6V5LVaxrN6Q2cbpRo4zLWb3tGiE3xkZmPUfe4jiSGZNata2yd"
    "i8QN7Q8w0RGaHrW4NMfzMXZ3waaPfKau8glcxC25tLsDkGqwZ++ub7SiyhzgZMFtcINHqU"
    "VeL7C4ToPuIZO6CxpW8eshw3FswEmgLQNUuoYYCnddDcSfhHzjEXvIJuKQ4m6mFR6482JI"
    "ID6/BQW2/dVIUDvp17Ix2iU+7Jm8ekVljuGA3snaizpPFv0Dubi5/XRz27+/uhmep9+ABw"
    "It0PrDCyhAE70LD+Q91KSBkdErkX+lah0tqONwPy93uJ8XHO7knSkqg4q25hmy9hrd7f8d"
    "aaXBebYgk2SBkjSJzsXaGDBYa5ItIwZrkPq4uFs3ZpBeVUoFDZiQrsRJWOGdanuJjbFlUr"
    "AYMxfIpwDbu/TJtrB7jsY0IBZcpEkaVQ95C7YHQrcqQPld7AduiZW0/ZQ6AqCWuRO+K5A3"
    "JwFTZ4k0UJ27vg+gOnqxZCWVJ1PZMu2QtOLdsakjkaZXWWQnAyhMiaEq5eXVHfMhLs+RFV"
    "ajaeIS7Ljq5CJgboxXEuCsIYSEXGkZXN8w6/wcOXRqg7t2yWRgWNYDub4a/sIu2+RRSek8"
    "YddmU0n1+03TdOCEcFWu2D6a/TLRL0TRiXKGJxSa3dLsDs1eZuuKdyAxxzNELTL9f/bF9e"
    "wm8qoW7POqAvd5VQR+dFZ5ozV/bOmoOun4e5AyRw6aHB5I0enKMCpLGExSOZw4RaHTyhWo"
    "Yd09fuo0/f2m6eff/x0w9JpNczOZdJirqW1PpTjGPX3EwjBGeKNXFcXwYYhEEIOnisGR7s"
    "GXAZQ85lGGddz6FL2j/gyFkyLDxQgT010t2Dp4i34LnVd+QNyj0La1h36nNsEWxCXGjkEe"
    "BX3S23qoDoSoFQihSyIPr2eJ9uWt60iIBrEOBmIZpok9KXYnFJrdDdk9CohvO7IecJ5We8"
    "Eqe8EunrDZBNqm/M1KkehXSz76cXwNA58Mx7Yk+c/07/XV5TnitA/k8v+uhh/OkbViomCf"
    "Bn0IAmJDhQgg/04NC0FnSfVOp/JOp8Mz34eYZ9h8bCbmDKV+mZWX8sgKcFM5p2hbkbSOwz"
    "Uu/tPkXU6R6RdZZfk62ABRjQW1D8qzUzJEjQxhxSTaHO+qh1ZFDGvkz+dp9fuk8vuU9OeR"
    "PYCWp+zQSaiWj6Dpbs77DYWvV2qRw9Lh24v0XMfF5brx2/yLrRs6d7omYDD+HfN4dvF8X3"
    "SrV3nALxwkURkQwtIuXYYFCXgfQDiZh12PEh62hpJ8RsCb0DB+Om8RWwwekwDCczYPlC3w"
    "ebE+Xh8dRkBNg5UgKL7vh+lguFrBcPXrArbUtW33DsHhk/WOfuU2KsxlmFt3v4PN7ZZZ//"
    "IsV8PNqi6jxPdkzaEKDo1dqPWzHYvewRwd4k/RoNpkzMa9EfebNnvQTW5bQxZypYafr69z"
    "luxW1inno8A0jflbbpeu66vV6K5IUNQE6RRd+czksyAPEoSwwOyfMKnyMjyCyo3BqFcPry"
    "edJFgW7M8dzqtNTbVMzbCWRKMkgBypDg8rjY/a3giKhT0JxFxZsDZD12LR2vglO6qatTmG"
    "szdkMpHn95pM1wiW5HewwK7Y7NnI8zSp5rsE3x2DTANm9EjFMVM0nQMtnr+uAVo8z+uCVG"
    "XF1/qA/Xepoh3D80e8jkwDSReIdbhaZVnrap07P4cN3qZ08D9F1Bl0t4Wof0WQWldJrQU+"
    "lVZJvWV7y+3VxX1VHDV3btKb2YstgdGbeJ7jtQGq0WMXAzq1Ky7d4riM21Gq0P33BwFc83"
    "toD7L9m/dxPVFXWcXrKFAoFbElq3ZbckI9RhHq2+a2Ia4hn6SraymKQ2wbSw5n6SqTPOx5"
    "bN5texeFs3T0XUvVc9+CRevC8R3kUFIrpjmD1iVpuvKaVQXcwZcssksy4C6Tl6uU81nX8U"
    "l53PJR99Tp5aSSsnh5xnzfvEijyPXOKoSpsVIzm12SALsts1K5tB1hlGQmRx+7tgk4fyGX"
    "I7rTq8rmMJIxm9I5yn+ZTqJQK4niiXk20UtTNwKWIlG5un3DENjZq1c1YmBsVGkQjN/L1e"
    "ZZLGQ4HA3vIHefP3tWJ8L47Fl5iBHu5WKMlPiYCFTEz3c3w5LgYkKSDzbZpo/+ixzbO2If"
    "S8RcYEYmxFSojJMvgtPLxo5ggndySdS7PzTz7f8BAyqo+A=="
)
