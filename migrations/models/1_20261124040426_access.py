"""Access."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

UP = {
    "mysql": r"""
CREATE TABLE IF NOT EXISTS `autogroup_configs` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`corp_groups` BOOL NOT NULL,
`corp_group_prefix` VARCHAR(50) NOT NULL,
`corp_name_source` VARCHAR(8) NOT NULL COMMENT 'NAME: name
TICKER: ticker',
`alliance_groups` BOOL NOT NULL,
`alliance_group_prefix` VARCHAR(50) NOT NULL,
`alliance_name_source` VARCHAR(8) NOT NULL COMMENT 'NAME: name
TICKER: ticker',
`replace_spaces` BOOL NOT NULL,
`replace_spaces_with` VARCHAR(10) NOT NULL,
`closing` BOOL NOT NULL
) CHARACTER SET utf8mb4 COMMENT='For people in which states, groups of which kind are made, and how they are called.';
CREATE TABLE IF NOT EXISTS `post_lines` (
`id` BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`key` VARCHAR(64) NOT NULL,
`facts` JSON NOT NULL,
`once` VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin UNIQUE,
`batch` BIGINT,
`said_at` DATETIME(6),
`created_at` DATETIME(6) NOT NULL,
KEY `idx_post_lines_batch_8d1441` (`batch`),
KEY `idx_post_lines_created_537cee` (`created_at`),
KEY `idx_post_lines_kind_1650ea` (`kind`, `batch`)
) CHARACTER SET utf8mb4 COMMENT='One line that waits to be said in the channels of its kind, with the others of the same minute.';
CREATE TABLE IF NOT EXISTS `vouched_readers` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`channel_id` BIGINT NOT NULL,
`reader_id` BIGINT NOT NULL,
UNIQUE KEY `uid_vouched_rea_channel_9599af` (`channel_id`, `kind`, `reader_id`)
) CHARACTER SET utf8mb4 COMMENT='A role or member that is none of ours, of whom an operator says: who has it may read this kind of post here.';
CREATE TABLE IF NOT EXISTS `autogroups` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(12) NOT NULL COMMENT 'CORPORATION: corporation
ALLIANCE: alliance',
`entity_id` BIGINT NOT NULL,
`config_id` INT NOT NULL,
`group_id` INT NOT NULL UNIQUE,
UNIQUE KEY `uid_autogroups_config__37e0c9` (`config_id`, `kind`, `entity_id`),
CONSTRAINT `fk_autogrou_autogrou_502ae2e0` FOREIGN KEY (`config_id`) REFERENCES `autogroup_configs` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_autogrou_groups_a50659a3` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
KEY `idx_autogroups_config__5b69b5` (`config_id`)
) CHARACTER SET utf8mb4 COMMENT='The group that stands for one corporation or alliance in one configuration.';
CREATE TABLE IF NOT EXISTS `autogroup_states` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`config_id` INT NOT NULL,
`state_id` INT NOT NULL,
UNIQUE KEY `uid_autogroup_s_config__f1f3d7` (`config_id`, `state_id`),
CONSTRAINT `fk_autogrou_autogrou_3f65ba0d` FOREIGN KEY (`config_id`) REFERENCES `autogroup_configs` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_autogrou_states_a83cb2af` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE CASCADE,
KEY `idx_autogroup_s_config__22205d` (`config_id`),
KEY `idx_autogroup_s_state_i_f27a5b` (`state_id`)
) CHARACTER SET utf8mb4 COMMENT='A state whose people get the groups of a configuration.';
CREATE TABLE IF NOT EXISTS `group_leaders` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`group_id` INT NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_group_leade_group_i_8c7612` (`group_id`, `user_id`),
CONSTRAINT `fk_group_le_groups_c5678cc3` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_group_le_users_14fbb0ee` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_group_leade_group_i_8c4dae` (`group_id`),
KEY `idx_group_leade_user_id_fd1c6a` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='Somebody who decides about a group.';
CREATE TABLE IF NOT EXISTS `group_leader_groups` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`group_id` INT NOT NULL,
`leaders_id` INT NOT NULL,
UNIQUE KEY `uid_group_leade_group_i_51cf75` (`group_id`, `leaders_id`),
CONSTRAINT `fk_group_le_groups_badaa147` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_group_le_groups_c2500275` FOREIGN KEY (`leaders_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
KEY `idx_group_leade_group_i_a744ed` (`group_id`),
KEY `idx_group_leade_leaders_5f8d77` (`leaders_id`)
) CHARACTER SET utf8mb4 COMMENT='A group whose members decide about another.';
CREATE TABLE IF NOT EXISTS `group_requests` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(8) NOT NULL COMMENT 'JOIN: join
LEAVE: leave',
`status` VARCHAR(12) NOT NULL COMMENT 'PENDING: pending
APPROVED: approved
REJECTED: rejected
WITHDRAWN: withdrawn
LAPSED: lapsed
OVERTAKEN: overtaken',
`pending` SMALLINT,
`reason` VARCHAR(300) NOT NULL,
`question` VARCHAR(300) NOT NULL,
`reply` VARCHAR(300) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`expires_at` DATETIME(6),
`decided_at` DATETIME(6),
`face` VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`answer` VARCHAR(300) NOT NULL,
`again_at` DATETIME(6),
`never_again` BOOL NOT NULL,
`decided_by_id` INT,
`group_id` INT NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_group_reque_group_i_3a4cad` (`group_id`, `user_id`, `pending`),
CONSTRAINT `fk_group_re_subjects_cbccd337` FOREIGN KEY (`decided_by_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
CONSTRAINT `fk_group_re_groups_e9168052` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_group_re_users_a5233e41` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_group_reque_created_63a7b7` (`created_at`),
KEY `idx_group_reque_expires_9f84df` (`expires_at`),
KEY `idx_group_reque_decided_d08839` (`decided_by_id`),
KEY `idx_group_reque_group_i_9a76b6` (`group_id`),
KEY `idx_group_reque_user_id_07612c` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='Somebody asked to join or leave. `pending` is 1 or NULL: one pending request for each person and group.';
CREATE TABLE IF NOT EXISTS `group_states` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`group_id` INT NOT NULL,
`state_id` INT NOT NULL,
UNIQUE KEY `uid_group_state_group_i_3ec014` (`group_id`, `state_id`),
CONSTRAINT `fk_group_st_groups_174aee21` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE CASCADE,
CONSTRAINT `fk_group_st_states_9d7e2a1c` FOREIGN KEY (`state_id`) REFERENCES `states` (`id`) ON DELETE CASCADE,
KEY `idx_group_state_group_i_672924` (`group_id`),
KEY `idx_group_state_state_i_28e7ce` (`state_id`)
) CHARACTER SET utf8mb4 COMMENT='A state whose people may be in the group; none listed: all.';
CREATE TABLE IF NOT EXISTS `reserved_names` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`name` VARCHAR(100) NOT NULL,
`name_key` VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL UNIQUE,
`reason` VARCHAR(300) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`created_by_id` INT,
CONSTRAINT `fk_reserved_subjects_a954d883` FOREIGN KEY (`created_by_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
KEY `idx_reserved_na_created_d40c20` (`created_by_id`)
) CHARACTER SET utf8mb4 COMMENT='A name that no group may bear; roles of that name are left alone.';
CREATE TABLE IF NOT EXISTS `email_addresses` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`address` VARCHAR(254) NOT NULL,
`address_key` VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`verified_at` DATETIME(6),
`asked_at` DATETIME(6) NOT NULL,
`failed_at` DATETIME(6),
`user_id` INT NOT NULL UNIQUE,
CONSTRAINT `fk_email_ad_users_d3f43297` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_email_addre_address_bace74` (`address_key`)
) CHARACTER SET utf8mb4 COMMENT='Where somebody can be reached who left Discord; of use once verified by a signed link.';
CREATE TABLE IF NOT EXISTS `notice_preferences` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`direct` BOOL NOT NULL,
`user_id` INT NOT NULL,
UNIQUE KEY `uid_notice_pref_user_id_722b51` (`user_id`, `category`),
CONSTRAINT `fk_notice_p_users_d14b1a70` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_notice_pref_user_id_e3feb6` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='Whether somebody wants direct messages of one category; without a row, what the category says.';
CREATE TABLE IF NOT EXISTS `direct_posts` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`subject` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
`channel_id` BIGINT,
`message_id` BIGINT,
`content_hash` VARCHAR(64) NOT NULL,
`state` VARCHAR(8) NOT NULL COMMENT 'WANTED: wanted
SHOWN: shown
GONE: gone
FAILED: failed',
`created_at` DATETIME(6) NOT NULL,
`edited_at` DATETIME(6),
`user_id` INT NOT NULL,
UNIQUE KEY `uid_direct_post_kind_3c1bf0` (`kind`, `subject`, `user_id`),
CONSTRAINT `fk_direct_p_users_f1ffcb53` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
KEY `idx_direct_post_message_e9bfd0` (`message_id`),
KEY `idx_direct_post_user_id_b8ae0d` (`user_id`)
) CHARACTER SET utf8mb4 COMMENT='A post as one person has it in their inbox, where there is no channel for it; edited like any other.';
CREATE TABLE IF NOT EXISTS `watchlist` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`kind` VARCHAR(12) NOT NULL COMMENT 'CHARACTER: character
CORPORATION: corporation
ALLIANCE: alliance
FACTION: faction',
`entity_id` BIGINT NOT NULL,
`name` VARCHAR(100) NOT NULL,
`note` VARCHAR(500) NOT NULL,
`created_at` DATETIME(6) NOT NULL,
`created_by_id` INT,
UNIQUE KEY `uid_watchlist_kind_2e1a30` (`kind`, `entity_id`),
CONSTRAINT `fk_watchlis_subjects_78f12fa1` FOREIGN KEY (`created_by_id`) REFERENCES `subjects` (`id`) ON DELETE RESTRICT,
KEY `idx_watchlist_created_a9926c` (`created_by_id`)
) CHARACTER SET utf8mb4 COMMENT='One entry with a note for staff.';
CREATE TABLE IF NOT EXISTS `sightings` (
`id` INT NOT NULL PRIMARY KEY AUTO_INCREMENT,
`character_id` BIGINT NOT NULL,
`did` VARCHAR(64) NOT NULL,
`at` DATETIME(6) NOT NULL,
`watched_id` INT NOT NULL,
CONSTRAINT `fk_sighting_watchlis_783c9065` FOREIGN KEY (`watched_id`) REFERENCES `watchlist` (`id`) ON DELETE CASCADE,
KEY `idx_sightings_at_498eb2` (`at`),
KEY `idx_sightings_watched_ef9691` (`watched_id`)
) CHARACTER SET utf8mb4 COMMENT='A watched one signed in, applied or joined; staff were told.';
ALTER TABLE `brakes` MODIFY COLUMN `status` VARCHAR(8) NOT NULL COMMENT 'ASKED: asked
DONE: done
KEPT: kept
LAPSED: lapsed
AGREED: agreed
SPENT: spent' DEFAULT 'asked';
ALTER TABLE `characters` ADD COLUMN IF NOT EXISTS `corporation_since` DATETIME(6);
ALTER TABLE `discord_users` ADD COLUMN IF NOT EXISTS `inbox_told_at` DATETIME(6);
ALTER TABLE `guilds` ADD COLUMN IF NOT EXISTS `own_ids` JSON;
ALTER TABLE `guild_channels` ADD COLUMN IF NOT EXISTS `parent_id` BIGINT;
ALTER TABLE `guild_roles` ADD COLUMN IF NOT EXISTS `bot` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `sent_at` DATETIME(6);
ALTER TABLE `notices` MODIFY COLUMN `delivery` VARCHAR(8) NOT NULL COMMENT 'NONE: none
WAITING: waiting
SENT: sent
CLOSED: closed
MAILED: mailed' DEFAULT 'none';
ALTER TABLE `post_channels` ADD COLUMN IF NOT EXISTS `declared_at` DATETIME(6);
ALTER TABLE `accounts` ADD COLUMN IF NOT EXISTS `declined_at` DATETIME(6);
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `signins` ADD COLUMN IF NOT EXISTS `proof` LONGTEXT;
ALTER TABLE `signins` MODIFY COLUMN `purpose` VARCHAR(8) NOT NULL COMMENT 'LOGIN: login
ADD: add
LINK: link
DISCORD: discord
CONFIRM: confirm';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `closed_by` VARCHAR(8) COMMENT 'STAFF: staff
PILOT: pilot
ERASING: erasing';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `erase_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
ALTER TABLE `guild_channels` ADD INDEX IF NOT EXISTS `idx_guild_chann_parent__1d671a` (`parent_id`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_until_c628d5` (`until`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_leaving_7609c1` (`leaving_at`);
ALTER TABLE `users` ADD INDEX IF NOT EXISTS `idx_users_erase_a_85a071` (`erase_at`);
""",
    "sqlite": r"""
CREATE TABLE IF NOT EXISTS "autogroup_configs" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"corp_groups" INT NOT NULL,
"corp_group_prefix" VARCHAR(50) NOT NULL,
"corp_name_source" VARCHAR(8) NOT NULL /* NAME: name
TICKER: ticker */,
"alliance_groups" INT NOT NULL,
"alliance_group_prefix" VARCHAR(50) NOT NULL,
"alliance_name_source" VARCHAR(8) NOT NULL /* NAME: name
TICKER: ticker */,
"replace_spaces" INT NOT NULL,
"replace_spaces_with" VARCHAR(10) NOT NULL,
"closing" INT NOT NULL
) /* For people in which states, groups of which kind are made, and how they are called. */;
CREATE TABLE IF NOT EXISTS "post_lines" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"key" VARCHAR(64) NOT NULL,
"facts" JSON NOT NULL,
"once" VARCHAR(128) UNIQUE,
"batch" BIGINT,
"said_at" TIMESTAMP,
"created_at" TIMESTAMP NOT NULL
) /* One line that waits to be said in the channels of its kind, with the others of the same minute. */;
CREATE INDEX IF NOT EXISTS "idx_post_lines_batch_8d1441" ON "post_lines" ("batch");
CREATE INDEX IF NOT EXISTS "idx_post_lines_created_537cee" ON "post_lines" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_post_lines_kind_1650ea" ON "post_lines" ("kind", "batch");
CREATE TABLE IF NOT EXISTS "vouched_readers" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"channel_id" BIGINT NOT NULL,
"reader_id" BIGINT NOT NULL,
CONSTRAINT "uid_vouched_rea_channel_9599af" UNIQUE ("channel_id", "kind", "reader_id")
) /* A role or member that is none of ours, of whom an operator says: who has it may read this kind of post here. */;
CREATE TABLE IF NOT EXISTS "autogroups" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(12) NOT NULL /* CORPORATION: corporation
ALLIANCE: alliance */,
"entity_id" BIGINT NOT NULL,
"config_id" INT NOT NULL REFERENCES "autogroup_configs" ("id") ON DELETE CASCADE,
"group_id" INT NOT NULL UNIQUE REFERENCES "groups" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_autogroups_config__37e0c9" UNIQUE ("config_id", "kind", "entity_id")
) /* The group that stands for one corporation or alliance in one configuration. */;
CREATE INDEX IF NOT EXISTS "idx_autogroups_config__5b69b5" ON "autogroups" ("config_id");
CREATE TABLE IF NOT EXISTS "autogroup_states" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"config_id" INT NOT NULL REFERENCES "autogroup_configs" ("id") ON DELETE CASCADE,
"state_id" INT NOT NULL REFERENCES "states" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_autogroup_s_config__f1f3d7" UNIQUE ("config_id", "state_id")
) /* A state whose people get the groups of a configuration. */;
CREATE INDEX IF NOT EXISTS "idx_autogroup_s_config__22205d" ON "autogroup_states" ("config_id");
CREATE INDEX IF NOT EXISTS "idx_autogroup_s_state_i_f27a5b" ON "autogroup_states" ("state_id");
CREATE TABLE IF NOT EXISTS "group_leaders" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_group_leade_group_i_8c7612" UNIQUE ("group_id", "user_id")
) /* Somebody who decides about a group. */;
CREATE INDEX IF NOT EXISTS "idx_group_leade_group_i_8c4dae" ON "group_leaders" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_group_leade_user_id_fd1c6a" ON "group_leaders" ("user_id");
CREATE TABLE IF NOT EXISTS "group_leader_groups" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
"leaders_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_group_leade_group_i_51cf75" UNIQUE ("group_id", "leaders_id")
) /* A group whose members decide about another. */;
CREATE INDEX IF NOT EXISTS "idx_group_leade_group_i_a744ed" ON "group_leader_groups" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_group_leade_leaders_5f8d77" ON "group_leader_groups" ("leaders_id");
CREATE TABLE IF NOT EXISTS "group_requests" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(8) NOT NULL /* JOIN: join
LEAVE: leave */,
"status" VARCHAR(12) NOT NULL /* PENDING: pending
APPROVED: approved
REJECTED: rejected
WITHDRAWN: withdrawn
LAPSED: lapsed
OVERTAKEN: overtaken */,
"pending" SMALLINT,
"reason" VARCHAR(300) NOT NULL,
"question" VARCHAR(300) NOT NULL,
"reply" VARCHAR(300) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"expires_at" TIMESTAMP,
"decided_at" TIMESTAMP,
"face" VARCHAR(8) NOT NULL,
"answer" VARCHAR(300) NOT NULL,
"again_at" TIMESTAMP,
"never_again" INT NOT NULL,
"decided_by_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_group_reque_group_i_3a4cad" UNIQUE ("group_id", "user_id", "pending")
) /* Somebody asked to join or leave. `pending` is 1 or NULL: one pending request for each person and group. */;
CREATE INDEX IF NOT EXISTS "idx_group_reque_created_63a7b7" ON "group_requests" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_group_reque_expires_9f84df" ON "group_requests" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_group_reque_decided_d08839" ON "group_requests" ("decided_by_id");
CREATE INDEX IF NOT EXISTS "idx_group_reque_group_i_9a76b6" ON "group_requests" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_group_reque_user_id_07612c" ON "group_requests" ("user_id");
CREATE TABLE IF NOT EXISTS "group_states" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"group_id" INT NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
"state_id" INT NOT NULL REFERENCES "states" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_group_state_group_i_3ec014" UNIQUE ("group_id", "state_id")
) /* A state whose people may be in the group; none listed: all. */;
CREATE INDEX IF NOT EXISTS "idx_group_state_group_i_672924" ON "group_states" ("group_id");
CREATE INDEX IF NOT EXISTS "idx_group_state_state_i_28e7ce" ON "group_states" ("state_id");
CREATE TABLE IF NOT EXISTS "reserved_names" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"name" VARCHAR(100) NOT NULL,
"name_key" VARCHAR(200) NOT NULL UNIQUE,
"reason" VARCHAR(300) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"created_by_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT
) /* A name that no group may bear; roles of that name are left alone. */;
CREATE INDEX IF NOT EXISTS "idx_reserved_na_created_d40c20" ON "reserved_names" ("created_by_id");
CREATE TABLE IF NOT EXISTS "email_addresses" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"address" VARCHAR(254) NOT NULL,
"address_key" VARCHAR(254) NOT NULL,
"verified_at" TIMESTAMP,
"asked_at" TIMESTAMP NOT NULL,
"failed_at" TIMESTAMP,
"user_id" INT NOT NULL UNIQUE REFERENCES "users" ("id") ON DELETE CASCADE
) /* Where somebody can be reached who left Discord; of use once verified by a signed link. */;
CREATE INDEX IF NOT EXISTS "idx_email_addre_address_bace74" ON "email_addresses" ("address_key");
CREATE TABLE IF NOT EXISTS "notice_preferences" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"category" VARCHAR(32) NOT NULL,
"direct" INT NOT NULL,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_notice_pref_user_id_722b51" UNIQUE ("user_id", "category")
) /* Whether somebody wants direct messages of one category; without a row, what the category says. */;
CREATE INDEX IF NOT EXISTS "idx_notice_pref_user_id_e3feb6" ON "notice_preferences" ("user_id");
CREATE TABLE IF NOT EXISTS "direct_posts" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(32) NOT NULL,
"subject" VARCHAR(64) NOT NULL,
"channel_id" BIGINT,
"message_id" BIGINT,
"content_hash" VARCHAR(64) NOT NULL,
"state" VARCHAR(8) NOT NULL /* WANTED: wanted
SHOWN: shown
GONE: gone
FAILED: failed */,
"created_at" TIMESTAMP NOT NULL,
"edited_at" TIMESTAMP,
"user_id" INT NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
CONSTRAINT "uid_direct_post_kind_3c1bf0" UNIQUE ("kind", "subject", "user_id")
) /* A post as one person has it in their inbox, where there is no channel for it; edited like any other. */;
CREATE INDEX IF NOT EXISTS "idx_direct_post_message_e9bfd0" ON "direct_posts" ("message_id");
CREATE INDEX IF NOT EXISTS "idx_direct_post_user_id_b8ae0d" ON "direct_posts" ("user_id");
CREATE TABLE IF NOT EXISTS "watchlist" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"kind" VARCHAR(12) NOT NULL /* CHARACTER: character
CORPORATION: corporation
ALLIANCE: alliance
FACTION: faction */,
"entity_id" BIGINT NOT NULL,
"name" VARCHAR(100) NOT NULL,
"note" VARCHAR(500) NOT NULL,
"created_at" TIMESTAMP NOT NULL,
"created_by_id" INT REFERENCES "subjects" ("id") ON DELETE RESTRICT,
CONSTRAINT "uid_watchlist_kind_2e1a30" UNIQUE ("kind", "entity_id")
) /* One entry with a note for staff. */;
CREATE INDEX IF NOT EXISTS "idx_watchlist_created_a9926c" ON "watchlist" ("created_by_id");
CREATE TABLE IF NOT EXISTS "sightings" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
"character_id" BIGINT NOT NULL,
"did" VARCHAR(64) NOT NULL,
"at" TIMESTAMP NOT NULL,
"watched_id" INT NOT NULL REFERENCES "watchlist" ("id") ON DELETE CASCADE
) /* A watched one signed in, applied or joined; staff were told. */;
CREATE INDEX IF NOT EXISTS "idx_sightings_at_498eb2" ON "sightings" ("at");
CREATE INDEX IF NOT EXISTS "idx_sightings_watched_ef9691" ON "sightings" ("watched_id");
ALTER TABLE "characters" ADD "corporation_since" TIMESTAMP;
ALTER TABLE "discord_users" ADD "inbox_told_at" TIMESTAMP;
ALTER TABLE "guilds" ADD "own_ids" JSON;
ALTER TABLE "guild_channels" ADD "parent_id" BIGINT;
ALTER TABLE "guild_roles" ADD "bot" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "notices" ADD "sent_at" TIMESTAMP;
ALTER TABLE "post_channels" ADD "declared_at" TIMESTAMP;
ALTER TABLE "accounts" ADD "declined_at" TIMESTAMP;
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "signins" ADD "proof" TEXT;
ALTER TABLE "users" ADD "erase_at" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE "users" ADD "closed_by" VARCHAR(8) /* STAFF: staff
PILOT: pilot
ERASING: erasing */;
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
CREATE INDEX "idx_guild_chann_parent__1d671a" ON "guild_channels" ("parent_id");
CREATE INDEX "idx_memberships_until_c628d5" ON "memberships" ("until");
CREATE INDEX "idx_memberships_leaving_7609c1" ON "memberships" ("leaving_at");
CREATE INDEX "idx_users_erase_a_85a071" ON "users" ("erase_at");
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXW1z2ziS/isof9m9K10udhIn51xdlWIrGc8oUkp2Jns33lIoEZI4pgAtSVnj2p3/fm"
    "iQFN9AiqAoCmLwZSYm0ZDUjZfup9/+ebakJrbdF921aXkjujm7Qv88I8YSs39k3nXQmbFa"
    "RW/ggWdMbD7YgFF8yMT1HGPqsYczw3Yxe2Rid+pYK8+iBIZ+W1BkWibaLAwPeZT9ny47yF"
    "s4dD1fsL+s6YKRThnlZvH8An3BjkuJiwwHI/hqJpo8I3c9+R1PPcSmocR+fgGfbNIp+2iL"
    "zA/5IWti/WONxx6dY2+BHfZRv/2dPbaIif/ALvz525m3gC8BT80z9vK3s2Ci+CPGIeqED2"
    "CG1eN4ZmHbTIiAvWSv+POx97zizz5Y81vifeRj4VdPxlNqr5ckGr969haUbAkswj95jgl2"
    "DA/DJ3jOGgRD1rYdCDCUlf/7oiH+D4vRmHhmrG0QL1D7XyB6djYeD4b347ve/Xh8lhF9SB"
    "ETVPBoypjPlg37qi5nwBy+wn/818XFq1dvL16+unz35vXbt2/evXzHxvLvm3319k//y0Tc"
    "8qfiPLv9dDu4hy9E2dr0Vyw8+JPTGJ7hU3H5Rdw3vCz3bxgHPWuJxfz3KVL8NwOSF+E/0t"
    "IIeV8kjvDBceRRwNr728+9u/vu5y8w/dJ1/2FzNnXve/Dmgj99Tj396+W/JWWxnQR9u73/"
    "CcGf6P+Ggx7nJnW9ucM/MRp3/39n8J2MtUfHhG7GhhlnZPg4fMSGRlKFXZ+V6y/4WSzScH"
    "hKqIw79YgxOiSb2FdL44+xjcncW7A/3xWI9dfu6Pqn7uiv7/4tIcHoMYL/d6/veyPEvhVa"
    "e7N3y8lrdD3s95mUw7/HE4skRT0IpriAqf9MSIadifB7yssmIjiUdBo99BLCuXxdQjqXr8"
    "XiYc/3lw9MnhTQ9mIrKZ/t+MbEc3b2wwpngmfUEZxsP98NB2LxRBTpG8tiWs+/kG25Gc1B"
    "IKdACKqccQWSAVYkrqmQn3/93P1b6koaXPeHH9L3D0zwIX1qzTzsyLB9S6C5Xp3rDjZc0V"
    "1xvTAcMdsjiuau8oaOo1cvX5Y4j9ioNLe3xwl/l+TwlDoOtg3JKzlF1T5WX5Th9IX45GfP"
    "9z/5YfKM3kSdschWzDUU4yS7zcVKx88R7MWL89dvX797dfl6ayZunxRZh6ElGHE0MNjleJ"
    "ok0lzlXAVoY/YoNq9DCCTJ349MJ7HmJDxhbtlXMojQBgsAqrsIXTkp9v4ZLqDwafT5jrHZ"
    "okGJvcp+PfvN2OO/f8Rs4dHt9f2ZaO1qxu5kbHLD5rAWFvDEmD5uDMccJ1YyvKEXNPVkOz"
    "b7anmxTD8xiDHn/IFfAt97C7p69JND16szISIbvuwUQ7IencMwtxwue7/AiI9HHoCmsDpM"
    "FzETAVGCEbvYV+w6gsGIPTJs24LVgywSvCYza772B2Th2JrnFqCwv535w+D1I1t38H9MPM"
    "t7HocQawyklUJcfxS4dc/rMx9IDeWRVdV7ZL3MnEYJHoe0KuNvZ9fD0ZfhqHt/OxxcxVfz"
    "A+n2+7fdwXXvaruq03ujjNZ5XkbrPL/IVe/PMzpjtDUycilyMCTIKqk4ykGiDboa4sYVnF"
    "Vy+mWC5lC8P71jJ2Iqv2DkeBonqYelJ3+QF2js0Q27p2a51WCutzOe1tItq2Im9mxCw7zu"
    "3l13b3pyCmZqrWclMST4nrL/lJTDVos8qVVelvnxzV2C9/Uo7MGKLlLbo0VfQnkf+0uopA"
    "7PdiJaYbqyufLshzmwReBht+Pr3y6is+A5aFY84GFpmGwqppGjBd0wBR0/88dTprFgM6vL"
    "H+gzdkdWaKW9SaUd1NhxZD+mdERKbWyQXAw4Tpli9YSRHkpP3D5p1sPxYTjsJzwcH25TGu"
    "Dg6+cPPaaicw2dDbK8XMUw5N145eCZ9YeMi0NI3CAEf80+HzWDw78p4/F4k+/weCPyd6zG"
    "8MfYpWtHFCNSzmAVzdOgDPjPkRPB2aD7mRmoQPlA7m+vf+mN2FFmTR99N+XhwkrKRYUEdn"
    "O1s0hArc8jifMoyb8KZ1LuBA3uiW4IKJ7q2bRlYg3nU95c+oyqfkY5eGUbjKXuiv1X9ojK"
    "EusTSuKESrJvvLGYgCXOpxzy1gUunJc5lM7zD6XzrMJkU1cYD1hsHERUepnvWOYZKC4fK0"
    "ohQ6IzKKD7+MsoP0BH5GE8MUA/Dx1KOsk5XlETk+5gsjZxqhHPts+1Ipxsy9cyMFkk0d0o"
    "WdfHqyApyMUhljXHHuBSMQjL2OXV3mOeHR5sPq/2Wh8ZANM+uvoj62BhS8bVxUg0S7WT7h"
    "hOuswSroG/NaoNKnI1vm3393zWp4B8cIxHod7hvyhUNyYwpKSSMSSYqQd0tcImWhmuewVq"
    "AtrQtW0iG/QFSE3uoJlDl6ETjWMxL9D3lfFsU8P8jhaU/aJtDvPUcJxnRNceogT9+w1Flv"
    "fvWaWkwc/VLju1NJY8YDA3W+MY6N8h+at8qsaMfX3srJxg8ZYUU4pKJ7s2kU8J99daABGU"
    "Q9kj6gaRRMN9xOHqKQ2sd+9+6d1cIU77QG6Gg94VMinBD+SX3pf7K/SIV94D6Xe/3MEw21"
    "i5MK77adTjZHMHw993X3oDNthdYX+NHhmQh4vOEQgv94qJCNoU1Vqb2QYKgRxDYxSaowKO"
    "BrpWlqP5icMxkr1Sh6sdLv89WxNebwFN1pbtWcR9AR/7P4dyXzSdUTx1MLBsLF/1JUmpq7"
    "+oXP3FxZhUEHGMrBn5HsMR0AoBm3hqmZW2cZKyBjGfTomGk5XyRJzClKuVZOh0mvYuPDli"
    "WR2YZ8tTijPrS6msYjBdjanHkboM/Bm97BRBoNNwWGlf65YCrZnsHNT7tfcXF9ENQZb5An"
    "VnM8u2/Nxfy2VmKOrd3TIz0wXo0Tbf85Av7kalztwglsuH+pUaLQKeVstBDt24Ivdskx9d"
    "MxhaR5lH5TN51KjzGIYjlg0ZC8f/2DhcORQtlgwtnWycpW3Pbd1wvvE26FdWBilCLYCKAp"
    "j5tSql+Z+kOxD7jwGkNZ5wH50lrkVEXrIdII9oAm0kqmwkzinBFXCAGJmWr8ryNSL9vYKY"
    "s9Ra2qcibXNdZWOLZ2hE6hquryZ0nqM2XeDpYyVIV0CuN7lq8q6U5cKhGYEqLZG/sQW8Bs"
    "Ype22KE10czBRXc09ODTeMMe7CWo34bG3llUcfMdmTVfcwR5sYJIVHR7yk4ZLJZ2dYq0hi"
    "/Z3s4Vy88JbsxZjO6mDVVxeXQSFPhUtVHRwDn7P5To7wzC/h6Bhv75oy3g4Y7Bc5NWLuhw"
    "l1MPL7LfDksBW7MzGBgGos8ltUm0SHY6sVjq2aX+GIsdj1OxbWxLNsWXtgS6SDeJQzAxJo"
    "7fbslfYZpShblDDYAGJelFYYDw/YMwokEWpwWrIonVOYWocqZcBF6rRAQ0ro2vna0Va/L6"
    "kYQT9ORuMmFBq2/V8gKA2/MNwFPCdzDGlnmAdXxAZaLnKpbUJx+CV9wiZkpRmEgpYDMR3I"
    "mE4pO9vFbUCb+VitfKmlfPEFOgYJZ5mbm2iVJPqx4zsay7Oq4o2t0wOrFbnDKXJrN0eHyz"
    "3fYhQt0t1qSxtSTTNW4Q45rmK8dmvRiUsCd4ot77LqcGxX11kFv8AokayEv5dJchLV8CtY"
    "JPVYGYHTqMjWiPxKJSyOccynVa6r1cJyPQolLGZoO8sVby3l0A3vQoUNXsTewR77PxsGqs"
    "N7ZjSwB2uHMPajlWVTDyyCRwLx45NnZAnsjYN/mjYztJmh4D2gvpkxwXOjSphYnE4bG0ob"
    "G5hUS/yM0+nwIOUlLHap7S7JsiWudOA2I9Wz7s1N72bc69/1vv3UG0HbQBMWJ1OG8Ibd9/"
    "iB3A37N1ccl3wgH26Hn7t3vDDLxKJLw+W1WUAON6Put8EVgnLWJlMDyQMZ9T4Pf4WRDuZg"
    "5gPpjbqclP1sN6gbI1tU+rLEQX+eXjGxotKXmXwhxexbJdCDhnMlmgdt1AqgPXSBTu1JO6"
    "vdbk2v3+YQGbXW7r6ADOjbg6/9/rF8kzeWC8Y9570AMYi/7hShBaY/cLx2S2eqQ+HMYH4E"
    "ZGiCbUrmLnj9wHoPvH1+FztwFPqOwI3xzAz7NRF0yqtlRp1Xrva9mY8NgMhlY8DiNDoOrI"
    "Rdzzb6yjaex7KMTtO1ruFL/aw2nthKF9ysBc2/thSavTvZa1ukWpZTglBjVEojGBaZ0D/G"
    "0ASpkqgF5BqxUl/eUE6osrRjxFrWKstagWAXFbTuenGTaoEBYghAMiagakjGSYQDyEVk7G"
    "XTf1pbKcM08aJTZMfPYUjp5KvQ2Ga/7YkZ0jyDaoP9P0V5VjvHa+P7VI1v9ZOvGmv8Wa7z"
    "Z1Hrz0zvTz+CQXaJx6l0Kauq7hm/3PjYobZ0q+E0aYMdWMMT6KQasCbMc4PM1+yCkzlU4j"
    "TtO1hqd/56dDVmSrkVpriX1KLTZM31m3ipsCadaDaBnaXlulC9Vu7EThG2hrMNH9lBpr7k"
    "aR2j0q2yJU5qJXo8KKaqtAlnYWokUyIFJ1l+65wYyV6tc05HqgfpkWMFmIkcypWiao+J2x"
    "TSlYgdIiTASFI3iUSRKo67XPtTna4/aEfhsxzzSJZNIzZPW3m0NFYrNsmebAIOffZnaiuj"
    "4Fzck0tf6OF6s6nAnnE9RxOwqYUnU5Gvwoo5IvbyV8RHnNR1WtZnkVIkGvFbhIsxz30RW6"
    "w7vBiJHbLbm/HZchzq8CxCwouSAC0P6EeW56LIMkf0CTsbh5lDgh44lWfRng+1wYVT9nw0"
    "Fm54EN/HI/tpEtZPOLw12Fl9qKQ81Kth3iKGRke4FDaSoFKjszB8Xms6C68MBxNP2luaIG"
    "tPWlXD0LuvesnyPk6lEwlleF+Q+DYPw332TMzahg2dlgzKWjnxtadS2cgIDsuzhUKsbJch"
    "tMXmZK0gIHyP4LLyMK+KAklTc7YCNsZzBznYMOHhzJhil+dUOWt7t1FUfVJtI6l8EnW0jX"
    "Q0G0mr9jqCowUHSNxV4t+KWd4XRXDEqHQEh0QEx4TKxsoEFJrLElzWplGz54k2jdpqGsVd"
    "4ALjKOUhzzePwBQZx73yZQrrW9MFt2EQLA7T5RUmN/wpe+BhqF4/d+h6hSyCDMRZ+AL9xH"
    "4XLytpdpBLee1J3nTIcrf/FlXTP+hnCcyp36KdwT/gjIkh9ox/VuoZ5yFbIn/fxxTTdTH3"
    "rIsZSkHqaokR6fSQvdJD2Neq2OY8Q61jYVWOhfXYCTixpbCMGEnrclJeXZTAMl5d5EIZ8C"
    "qlJMMVIxfvGidpj9+mNihDmx3Huxy4EiW3muMkejVrQ64hQy6zamtg6l04z0mt2LI8jW/U"
    "3Tz1TacaFmo4Tyt5Gr/KVQIcONc/OQb/4llnbPS2U+iN5b9uDgNLl9iIRYzychn4CTvPaI"
    "mXE8w9qkYAACwo+x2imhvyE4hxgXDdRfNpk/+oJn9MEBnm5rbCSBK1rxWGnHc10wwDXuzf"
    "DUPgoD2GWaOaoA6sCTZ8wSrG3VO/YbmumHvDxt4W3rC+TlbDDTuh5rMPqvtAu9z1mk8tvF"
    "u3+ra+W/XdqtKhchp36zFAFtUEddi7tWlAQDHu1ocIHOduhcKauVdr9LLwZuX1K/e7WCH4"
    "lz1z2d/8QkSm5eCpZz+XuVeLiYXXaliUVN+q+lZV6Tg5jVtVgerKrb5TdR/rpvtY1wwHiy"
    "7TLXiwAwQufYfC/FAv2QOodoXpysZ++6IF3fA7kV14LjM1RVdoadoH8kDYroZOODZ0Traf"
    "wW6dzaL0G2TiqWVitFlQCCNjNOgnyzQxYayhHk9XxWYH/U4tgv3YMzYz9Ml4gYYrfxRiLH"
    "Hok2Gzj/uyntjW9AoZ7iMbzoPaLLa41x767mC2Pl1v7LPp+ws0wvCbpmz+8Kut2ZXA+0zx"
    "+grz+LfK0QX0rX/EW1/n/hw29wf+P37EzxI6VZykHjYfdwUnmHxRiskXeQrVRS0K1UVWTv"
    "EfJ7EdUmStCyF7c14mhoyNyt0T/F26cKJ/m2UZXZjVEifTtbrLZ7YsuC4gyeyISLO6PKvp"
    "SprRIYlO1pLg84qrqJKcjog0ryV47WxVfEl+Jwk1z6V4briMWWBuWU4FxmeoNfeluO9bua"
    "bxLMgvz0/YSZE1l11+/vpQymDd0e5MGFiWr0mi1uTs18ZUwICy7MwvcRaO17Xfq1cxO1La"
    "hmJcP1JOn1+3VZr7STrNfxn+Z1wl+dB+rVXn5cqpKyaePD9K+kok+5ZTT4a4nxgIW4pLTN"
    "k1sVMHm/p8pnbzaRy5sWrhVo1Rt2qyTLOqFKsCC6cObo38qdrKKR5sVgefagzKU49Lfp6T"
    "u7D2Pas+bydqE6ukgiQirkKJhJx8i5CnYS+N3Zztssnqy2pUh6+y8SSB2pAXVRJpFbsSDG"
    "OazO4Qkzu6xDxdAYIo/CgPFxkTiMUIMgOzoSUlaYrzCHn8k47HPGZkhk5Kqx0p01GTOstP"
    "gbjJ3Vl+6UVbA091KOqxQlHjhmGx/lA2QHWcMfPLRKv6lQSYVuDioMLANnI0UA8IBVVAFK"
    "0qRVusWoQKkNYutHZx8pehAKOUY2qSSLNV6xjH0DFy4XXN1iRbk9tVOVUjRFXz1IwY6rpL"
    "xYhjvRJAhZ804lGebQIVkBnHnvAL9H2Fickk8B1yQc7hxeBrv38VZI7yVyj4SJ5ygo3pIk"
    "wphUSXXWDH4T+3BGACu8KfU2s3R9VuxF0pIYy/R9bLzFGW4HFOi8pDxvLDmj2TY/XZz8Pb"
    "wRVf7Q+k3+v+2rvyl3x6i5SJ8n9XIsb/XW6E/ztRyYe14DIpx/+IukEJhNtWUghfeoOb28"
    "Gnq/AoeSDdL19Gw197N1dBRh02H8io93Pv+h6eOfh3DAGxDwSKId+Mut+YDCG7zmS3DAiy"
    "++UOxtnGyoVRbKbRffeXHhsFjSk949EPFpdObSqTxVGQxJHN4YgxLCnku6Vh27kHWIyssQ"
    "Cc88MeYq8u3l5uzy/4o+jouvvc7ffz4n3FO6YoxrfhXSK5PcpzMlm2ulSK2KuCPLxX2fwu"
    "fsNLJnfFaTSXy3DZwStbkOpYtIwDAs3fMvzlDQmwOTYEHaFKtDLYUtbQxkBNA07E65NrY4"
    "D/WFlsugpSTlI20qxCC7makH30vMpWTlLqjiQqSxka5Wblm5v6Hw5v3W1Y3sLMpPy/qyHh"
    "P2OiGsTdiNyq+ZpKRNE64RxEVTHm7NMqnG5xOn22qXy2EaimO+byygq5MEE1RamTUyWSU8"
    "Pbf/Is52jM0On2NYL0VO0U1yF36jFUu8N1yJ1yLN0Zcie+tWrg6916Am6Uk7uuynI2c1Un"
    "+Dtiitvo9vr+qIEGflpSXpjBNmlpV5BBlCZVJoDRb9fgByH6FTPR0nhGEwzdHLwF9p317x"
    "EB575f9fIKGbYtCmjca67iUICgN7MOANDhjaeueOhGDlqXU+56lNPldHeMUkxVtTtGLLNX"
    "oG0k837ztY1UovFuZWMYNbSAcEKC8wIQiwbqFEsFztsiLcG1iMg9UwxQb4macaJreLpTDZ"
    "5eE88SlBguFu6WSPvOFRatg5fAxCrO8xSp9jCpLGcIaGa/tYKYk5R6M5+AkDcLmSYJKarW"
    "+eQvX5dwyV++FodMsOf7x0zA5No9pt1j6jNUQyraPaYcSxWtSDHC7Hs9YXPgyzKDqCTed4"
    "owFScYOYYZpFqm+T1DCQ2qSvh+F8N5j3jBWOiH5g+AoYaDkY1nHjJsSnBeI7U9Z9RNydTC"
    "ZXRTMt2UrEkmq9qUTKcF6oQqDSTVgDGEwpINms3Q6aDZXRZXxLI6nK4tj/TKrC+lIr36Fn"
    "kczmbisrfRy0IrAdoMjymMK20iAImvr9vWE9PePUzQ0iJrD7vvkbvCxIMexhCjNbOI5S6g"
    "jTJbVf9hkQ7vdzwB5R/qukBrPWyKbIZDfIQ2ItQyIjz6iMl4YbgLCTU3SdQ6RVdFVPkEq8"
    "VsDMurUC3mW/f2nleLCegfyPBLbwD1Xvxj5IGEtWPCyjE3TB+6QiYlGKrIfPx65xeRma1d"
    "bKaPtTLyr7nQj2m5U+rI98FK0rUIxm64ExZgjLJYSZymhXiJzAlX7nxii3VlG89jWUan6V"
    "pnkNfPauOJXeZyWdlbCs3e3f5b3bTwaEe1bZD5mplZMos7TtO65X1+WQbXToNGMVj7Mr28"
    "2edgsC2FVb7u8R959lSSrAWMLkLuen+7T4B2mWaoW7W/Pxx8CoenO6QmGT9x6Aa8nZK2Vp"
    "qsEudVO1yUN7eYaUFnMvtjS6B3hvTOCA0d354T3LtFVTKyxLpQhkShDO3aqbQNTs21o1Cx"
    "PMUwiTZJOYThK4g5Raoj/lWWc/PxsGo5Dg/snG02clMt1jYQuBnPLJwTi+zZ1faOTXJLTv"
    "ZA2rOhraSzurc0LLtrmuww8jdEyl+deN8pclljGAmHFgwtG9n6bYEdjNywHcnUIFBLxIF2"
    "ItjkrVh5zOmNr9O/h5BUttAQZfsMPWHHYr/SBLeywR3N7N/gos66rg/3Mdp9rZb72oiWam"
    "kwPCJpoWfn4k0ZNIWNyoUM+buUx8FnmWQwbIrqUMw+YkCsFK+zAbFv6sCuBOIKj7AKZkCK"
    "VJsBKpsBvJtXleLBMTqN2ygt4hlTsqrZ83FCvY1VlrEC2a0nryNmrHmZWOBdlv+Q4HvK/n"
    "PgjM2jCuEwdv9etuqAetYUnwms1OBNp8g+JXyMRCErbwGhyh61eYNMuq1YdcXMQKbC8j6X"
    "lueyKaae+56HPW+Y9ejyVMkplMgkzLRk/7E86KLJrE1BUPUhP0jbpmrZpkJrKd8uPbCZdC"
    "IO/nLu+SljxZw6MtZonKQFPvpU1l+ZzpWvLsR2KHu+vxn6KtP7kh9fWQH9fDcc5KmsAUFa"
    "XbWmHvoXLy98MDH992xNeHATmqwt27OI+wI+9n8OJb4CcQGDEqprJsQiHU2R0klhgnSIhY"
    "2fsKDMW7nsgS1xg/vGIjMqyXx2JH8cXiGgfCB3X6+ve3d3V8hdT5ka4D6Qb93RIMgrcAjP"
    "K7jpDj71RlfINMjcV9mOnClAhYUWc480KlZDq4WEKZR/c35Rhq9slPg8gxf7H2h8+lOOld"
    "FBFFXLJhrVSiYaGm45BfkyS9F6wiLdsdxtGKdv8EKEFguyF+KAJ8YRnhiXTau76w3u2f2I"
    "ifdAmB7Bs+amNuUt1T93b/vw95LDiApcjfA1K+zKGJnelSrvSgVAUB3TpKvRKVmNzoc7vz"
    "h4hh1MiiDR2JjObnB0vNoOLx+/A9BiFFqzMRiLkWk5mNnoS2ZnsV/AK8kBrBlCLu/RxmKL"
    "ae0hAzl000EbqCkBuGY4ArnGsyuM4znwxwmbD4R7ZQsZ6f4Dx8RRTwbsa8xAVhHu8zdlVk"
    "Y7kndCogaTdo6jkdWYs6N1Ja0raV1JrCt1bdsycnSk7btC3cgIRpWtxEVQSIHWTGIO6v3a"
    "+wtTSjYEWaKyWrvH1+zILSpb0LYgkkbqFZxySd6m6hYcoiAvs1keRSdzPn8jitZxuGZ8jf"
    "2c6dqjYr2i6ARJEeraJ3JnSczM4dCrpAIdEemsd5ms9wWeVoudTlJqTFllTNlkSpS8hCMq"
    "3RBLYeFiz5jLqALh+NYpAnLREgWhDnvFUNdnwV1TZ8W+ZcCUjBEXf90psuOm0cDSRZVjNO"
    "WMuTIU2pxTWwXT5pw2547O4ZrNuRBikjbnUoTtKRbSsDXn91JnjF0TgQaay/402aHQ+uw6"
    "f3lY9tfWC3KKqfSijmg0PKHhCQ1PaHhCBQtWwxMtFq6GJ1oKT3wMimALoImPUX3sfFhi5g"
    "8qDUkE40vCETtGayhCbXVLQxHNQRGKnCc3PATuC7t+REdK7G3hqeIH0o3hFit9ssBgZLix"
    "CgRowf6EqgIEwmUth/1jQv+AAFqop+fx/1oudJCeLgxCsI1mlA3y3iNsMmUW6uQ9YmSQZ0"
    "RhsOiAauZDhWG9j2z1cs07apfII710dO9RqyQEUikZ2RsO11G9jUT1xvZKSQHFKFooIxV7"
    "VQTHojwqlqDTyFh1qJfnoUjzP0mnkfaqwCQlHmR5ivvq5GvIabrWacr1l92BNqI5Vki5Hq"
    "RNmySQL4ZNSXaffesO7iH52ad+IHc/Db8NrpC7YJb0A/nEk6rnPKn6Y5AmPVMlTfq0SlRo"
    "6LhTEV3klk+Vbi5xQu0eUFnGOstLZ3npLC8xaJYHl+0GyiQQMqjVGejoPMV87QTVOB26QV"
    "PKXqGZ5bheB7kUGWjqMEWSKwkAVgVFPjfWFIurgNY2c1msi3eo1WCXBruUAFI02KW+jDTY"
    "pbawNNqlgHqq0a4dO0CjXRrtOhDa5Tl0DQyT2AcxktZtgYNkaWhEMZf7bUKbNKLYfhlzBE"
    "BacYtTtQhWbEBvKwAffTAmIwdp9PFTOM9pyaAs/Bhfe6rhj9e+RXmWA0OGrzu70MhxYJqW"
    "RCXvoY5lEAjnQWFLgyC6AtlTx+8OxOPjIL4O4CPAF3nMnUX4M87RLCJZ26xCNHK72jmgpS"
    "FIDUGqAG+pCEFqeOvI+Io2KSvvkZJ1YvHUNpxKpkaKVBsb2thQXdHVxsbxZdAGY6NvEXyW"
    "Y2nwd7vNDJsNk4h8gOG+KQANY1xoVTrByDUsM8jUCe0FXn8fRoCq2OG19/lrno3DX8JfLv"
    "veaGmRtZcTD3Hgz9ud+RgFTUwMb7rwzZRGUyFPxDQ5ciakNmBUNmB009uD+SN1Q1WFGqrq"
    "Vp1Kt+r0r3CpW3pLomNTKmInoKxV6dEXkWmTXmWT/rRCAXTlovJSVqQWxq90PV1gc4QNk5"
    "toGXM3OaBTZPM++UPHDh9buiiGQ21mSjrIL8ToG6S8+gTZhup34B+bBV0mnGTQUu4KHof1"
    "LJbGM4IPZ3NYbtJrBjUtRMUxmv1woasu6UgIjSefifBQO++0804F80pF21c7746sgEbHlB"
    "T/E2Sa/fu5HY6jOfxMJyJ9AR4Xagm/04mEarAJ0WUm5DV+gb67NvW+wxUdNFXvIGdNCP8H"
    "u5UHX/t9KGNFkMlW2HsUXOPYmC6g9hWCL8uucRM94mexOnDoDxSqAGHpuACbg4/MXPu/+Y"
    "9hNRm+92HlWNSxPE7CvhOo+hpBVxNBF9cSzNUimi8lqCRI21SGmxBBz1fxWgugqwothgdf"
    "2RTRYHgtyG/JNCB+NRwKaa+a0ZORUB3yyUhnZTzb1BBcL31K5vf4j5wLJkbWghiuIjiq97"
    "f7YmfIVk794eBTODztIUkxPXb3J7l+tzRsO/daj9M1p3e/Oezl/uri7eX2Ooc/ii7wu8/d"
    "fj9ryIRKVckzZquDNbd0DfLczAFzflnmFrjMuQQu67gDLtOHTKDfZgRUDIJHVDoXTjkEPN"
    "E8yfPwciXytee3TYqR6J496eNsQVcCZhbfDSFNa7hZx70wtQ12PJjjiVSQTZKqMUVUSSuu"
    "ZJWRgGNr4lm2tLMzTay92iqf9rbhemPsOFRQDS7fYEhStWFPNW00nFY0gTKiOIXtpYhToI"
    "8NF58J3AL+i06RY8CGISVdA98WFCB5wOlt7kriYPyCsu/IH87ZytsYzx3EbwQO0HfQ5Jm/"
    "A5B2wj7qLy6a2nT6mPUD1D77Hk2AjoocKxT2qI73OR/lhxUi1143omgBBnZoFbGSalinSq"
    "gvrVZeWp8N51F0Z/HnhVfWko2QaiuHjAlde/yisCD5jy0tGHDFnzziZ3ZruJitWIKZuE28"
    "pPw+6fjJWHTJfgK/ggwP3VjulDomRJ/ldaU73Ifp++yHuM+eDHstEFa+ibYlaMFt1oRxps"
    "gBeAdhu2sbj9ZEdA7GXxceh24wcOysy3bb7DOjHgJq2AG0dvjxxKNl2MXChMkjcAlG4bwm"
    "+p1OsqddxTn0IdaiYI78Q4xdfE410CNJqSFF1dTHRKamRSx3UUnMKVItZ5XlHJ7w46WMrz"
    "BF1aLGe7U5DP3bUga7iChaoO1Vj4AoF78Q1GKX4W+MpHUMflWqbvKrgrrJr7J1kwmzSyqc"
    "/zEyffardvYrYiF1p1O6JsIGSOGrTpFlZPiDJIoB+Z26/+KigJQZMdyOsYKaUeKSPqWohC"
    "kI4Qg+gPfo7qDUU52LeORcxLWIq7lW51rI1jbEqatjdu6CBPJv9+ZTPE65JQL09lgLNP7y"
    "nUHWIs3/oOG6U896wpI8P2Or8vbX3hXyqR9I98Ndb3DP/p4AVP9ArvvDO2gIMrWpC61DRr"
    "2PX/kDB8/Ysa1bhCi3Hw6i6rqWsBjSDjzLEpdE0q7Q4+u56Xq9FqlcrzdGqu0ZleUcKtdy"
    "LYdTVC0q2VsblqX7OB+2j3PcKkwyWLrAcXzEafH4z3AN7ahxnNqv4jLH6dVbA2d1l+wcnC"
    "iOeT9hxzVsgWHxISD9+MsI+2Ez+ZweBdOcrtqUYfefhwTTtmtXgKbF13U+nBbuKQk8ja0X"
    "JqUwGgDKNEH1LsPj5btCeK6DbGsJha4hfsDwi3fMqLM0vBeou42C4lXLIUCYzSSG4Q75Yc"
    "XNx+31XIN0umCYEjCdOiFu8VIS67mEdMLhLZSOBlEVBo0OAqJiAr9cVAeKUhsbRMzjGFWK"
    "zRNGdig+hzdCsxDCh+Gwn0APPtymIze/fv7QY5znfGeDLF/tFFRmfibTMfwhUi6L+J0kbJ"
    "Dl2ycny3P4/9hXoWRPkRhZg4fJP6fsSzHVldky8CX+POHDxaQbMq4ESycpNWSpMmSpfTuH"
    "8e1IhLnEiqbEgkqqoxex+JUT02frAS92Nm0LmckM+3vK/rObpWW7tql5UIn5KYHvbPEwAb"
    "4Tx8ry8Z0EMFcmt24BGAo2LS/sZ+ai1dpDjjVfeO/ZMwfjOBrD+5thEnQr8xGYDUauR1c+"
    "GuMKssIP9il7JKJoBOcACM6c3Vgrof8oFyeIk2isoBGsQN45rluhqK9gBjqNnPc2SaQduD"
    "sduEak8+3pZaxVe1TR0ZhcWyo1qb3Druv/6GzGbvCqUMly/UESPrSJQzcudl6g75bJS+Ib"
    "UEYA87oAi7Bu/pTSR4tN4FL+J/84aJtDoKsOMil1xD6zOievWaPKvfbrvPB1Wq9UWi+8yE"
    "oqvzNnOF435kyoAnU05tRl5X4I1czFuEoN5hiZFrDSAmY/bWY5y2o7OUWrYXyVJY3/WFls"
    "ugpyTlJqW1plKTcfBq1kS+ZDGdHNxumqxdoGwnQPajp7Bv8eWcOZv+gUms0wpKTRfM9s1I"
    "U1X2DXQ2HnFd93MOOBn2hl2dT7i4uWjIdoA5YB+rSG0UH52ZnNTFruLJgahFAPTTDyuWhm"
    "reiDf5p2VKjlqFA/XE7JWNNykaI8KkiuM1ycRINCqeeH8AHld8FqsAFWC46YGEfXE9uaZv"
    "lZGLIYEelwRYlwxTncvZKs3tJoTu/gdLWQKmZPcV/+vkFVbJ5PMM9WoTyx2zU3FihRM44t"
    "1H1z59gUn5myHXTPPElIqJhJc8fYO0aPr6JPMFFbl1Idm679G26JlxPs1LGYPvOZ2songB"
    "325FJ96dNqsOfgcEqwovJAlWjB7YBWxrFFXi4sYZtE0UFT6qyoX+u1gwzbtgB7g+Y90A8B"
    "PLAcDjEQ/yTkGY/YRRYRByTUM60wXdcND6kw+xPaMHjPY0GFvd/yxmiY5bgZveVKj51Ceu"
    "/Z1jK/ihb9A7kejr4MR9372+HgKr4DHgg0yuwOrqFMWbAXHshHqFwGI4Mtkd5SpRKTyoA4"
    "5/kgznkGxIn2TPYysOa5OyNB1lw71MPvkf+6uHj16u3Fy1eX7968fvv2zbuX282SfVW0az"
    "7cfoKNkxCEIAmSH+hSh1KcREdy7nRCbW+SPb1QNarNKvqh4qtKKUcUE9KtOITTf1OsL7Ex"
    "lkwAJ2PmCnkUXEEOfbJM7FyhCV0TEx7SKAizg9wVOwOhpyF4jhzsrZ0cLWn/KbVXSS11x9"
    "8rEHUr4fpIEmnnR+r5IZwfwcaSlVSaTGXNtEXSCk/HqoZEnF5lkZ31oHwxhtrFN7d3zIa4"
    "uUKmX8uqiklQc23i1ZqZMW6O07yEECJypWXQHzLt/ArZdG6BuXbDZGCY5gPp3w5+YY8t8p"
    "iVDhh8g4+3o89g7PFgTgXk9YQdi00l1Sc+TtOCigNFEYmHaBLPDho6k+H3lqASs9V06TTG"
    "bbb1ViIfWj67Iwq9uKXZ7ZsdzNYQ3wBijieIGmT6fx6K68kj+00p2O1NAe72Jgu86ZygSm"
    "v+1ELMdSLBjyBljtxUSf2K0emEIJUlDCaBHE4fo9CpIgp0IGgfP3XqzWFTb9L7vwaG9tk0"
    "w9msxVyNHXsq+ZHu6SMWupH8F50iL5IHQyScSDygEQpy9H7tQcF67uXZxg28QB+ot0D+pM"
    "hwMMJk6jyv2Dp4j777xisv7+FSaK7eQb9TaFgEfqGJbZBHV+xmauJDtSNKLUcU3RB590aS"
    "6FDWuvZEaRDraCCWMZ1iV4rdEYVmd0V2j9fEs2xZCzhNq61gla1gB8/YbILbJn9nxUj01p"
    "L3fpxeW98nw7ZMSf6z+7d/e3OFOO0Dufnf28GnK2Q+M1Gwv3pdcMJiQwX/OP9OFcv4J0n1"
    "SafySafdMz+GmBd4+lhNzAlKvZmVl/LYXOOqco7RNiJp7YerXNCryl6OkemNrLJ8bWyAqC"
    "aCeib50SkJojaEYFXHu8qhVQHDKtnzaVq9n1TeT1F3NdkEwDRlizLRGk4BbN4TribbD+UK"
    "367ULIel3bfX8blOi8tl/bfpjb3bNd5srMGJslXVOp/rye+Y+7Oz+ZXBq05hgqU/SKLaJ7"
    "ilHbrxC0LwLq6QGYkdlxLutoYym8aatxBj/LTfI7YYXCYBhJdsHigb4fECnLy7BYyAmhLP"
    "Aqf4oT9MO8PVcoarX+uzoZ6b9RsExw/WO/mVm1FQ8s/7uGN1796lcLiNmPYvz3I1zKziMl"
    "b8TNYcKuDQxIFaS/ux6APM0VL+mHhqbZt8VWcRr6w3wv8Ii4+2kFMOZmf6EzZ5I/Z9i1oG"
    "cw2ME0aAitm1MbzpAhd0Sy7Dp2/RJC1hUdaY2WVIhl2lDxuyflQFY18jEuIUB1/7/ZQVuZ"
    "dlyPkoMAtD/ubbhNvakiX6UhMUtI98gW49Zm6ZEIMMQlhh9h8/oPnGT7/nhljQ5ZD3Z4iC"
    "mzO2X43zajNPLTPPr6NTKQAnRapDM5T2TVjuGAolPgnEXFgAPkHXYBH4cJOdVA34BMOJz7"
    "dqmytLrV1/Sm+vUF6bhZQ3PU3XOvjs1cuXJfAzNiq/VQ68S1V7sGlR4MLuUN7EBAoHMZyx"
    "dfnx4xXg5LPZA/ly2x/eX/l9tR5Ib9S945G9Acye1tuOEM8L36RKWFicToeEqXzOuWO+Fu"
    "W1iC2Z7iQjo0Uwxq1X2BEb8zt5HifVfJfgu22Q+ZqZ8jJ3eZymdff4+WWJm+I8fTTFaqVf"
    "6pJNP+SNYRuuN+aVIStIOkOsrSCVZa3r79de2QcwVOlw0hhRa+IFGogjLQh71H0PSrlUcv"
    "sejNjZMrq9vi+KzEtV4nAX1r4d2obhPKerA+zyIoPPpS4ujXBYNvskr9DD90UEb12r2yIy"
    "a3Lf1cRjN/psnnb1s8s0jxw7fnxKs6EuJ8mvoMPe/uf55+1EbWUVr/dGoaTdnqyqtzSeeo"
    "wi1LOm+wZODfgkbV1LPovGKwezZYBJTdz6sp2urXwzLaZWeWMwjvfk2A2f6Qtt79EexAXt"
    "G1ftz9JWJrnYrSEo9s6fpaXneay33B4s2jaxayGHorqp1Rm0Lc/alm1WFAALKFiWXZIBsD"
    "I5qkrBZmUhmxhWKB8FG780tz23xMsz5HuZW5NPVVu1bDVWaiJMYlmYaFOeVT2YqGuaTlBu"
    "s4W8cqPE2X25FcvBbQmjZPOTrfnC8z9I1ADWf9fZ0QKWjyobkY6CxA2eOwx3PPunBU3tVy"
    "vbgsdOUBv7vR/jhDbMtkAetU1BGPqek+nYc7Viz9Uvl9LoJj9OvRRTxPv8GBdTyPADhrcc"
    "kuEHzvOWD3fQzanUj3EI7iC5KIckkY5z2Olvz833lPa4l0/6VIzDZQ245NpSqRxOyHqBth"
    "mTSr6yyX+ZbfnoablmMZh4zjPaWN4CGYhQD/PCNFwbFDd62UUgUBp/O3tkKwJeMmLLewbO"
    "/11rkkfUJEN5VEkFCWlVVmnOtk1UrqJ8WmigPfoyHHXvb4cDaKLtrNiNCBQPpNvv33YH17"
    "0rZNi2Bb/7gXxkE/CRM0g58u1k6SjgMq1bCzq3Zhu3RltIygJIkGn1v7L6r8s8hSu7VJ7a"
    "eUGe2nk2Tw3uEynuBuNbx903pbj7poC7bwRZgDqB4EcwuEJhTcS3RD5IlKbTfU53Fnfdsq"
    "wGw6tOtF1FuyuzvvYIeE7A6nv5v7cY/mmeWGU8vPUZqF3sWNPFmcA+Dd50isxTIxqzyzbN"
    "Z4N2SqhlSj5hJ4yyKau1xUhUNiIrqm4Xb96UUN3YqFzVjb9LQeOrlQyHg+Et5O5BzA72iR"
    "4mAq3457vhIEdZikjS6rA19dC/UAjDnRi3C5gLzEjowJkOg+lmginlFib4IFeMtv7L7M//"
    "B5rsEec="
)
