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
ALTER TABLE `guilds` ADD COLUMN IF NOT EXISTS `own_ids` JSON;
ALTER TABLE `guild_channels` ADD COLUMN IF NOT EXISTS `parent_id` BIGINT;
ALTER TABLE `guild_roles` ADD COLUMN IF NOT EXISTS `bot` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
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
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `erase_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
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
ALTER TABLE "guilds" ADD "own_ids" JSON;
ALTER TABLE "guild_channels" ADD "parent_id" BIGINT;
ALTER TABLE "guild_roles" ADD "bot" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "post_channels" ADD "declared_at" TIMESTAMP;
ALTER TABLE "accounts" ADD "declined_at" TIMESTAMP;
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "signins" ADD "proof" TEXT;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
ALTER TABLE "users" ADD "erase_at" TIMESTAMP;
ALTER TABLE "users" ADD "closed_by" VARCHAR(8) /* STAFF: staff
PILOT: pilot
ERASING: erasing */;
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
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
    "eJztXW1z2ziS/isof9m9K11u7Lyec3VViq1kPONIKdkz2bvxlkKJkMQxBWhJyhrX7vz3Q4"
    "PvJEgRFEVBDL4kFokGpW4Q6H767Z9nK2pi233R35iWN6bbs0v0zzNirDD7I3evh86M9Tq+"
    "Axc8Y2rzwQaM4kOmrucYM49dnBu2i9klE7szx1p7FiUw9OuSItMy0XZpeMij7H+66iFv6d"
    "DNYsk+WbMlI50xyu3y+QX6gh2XEhcZDkbw1Uw0fUbuZvo7nnmITUOJ/fwCnmzSGXu0RRaH"
    "fMiGWP/Y4IlHF9hbYoc96re/s8sWMfEf2IWPv515S/gScNU8Yzd/OwsmSl5iHKJOeAFmWD"
    "9O5ha2zZQI2E12i1+feM9rfu2Dtbgh3kc+Fn71dDKj9mZF4vHrZ29JSURgEf7kBSbYMTwM"
    "T/CcDQiGbGw7EGAoK//3xUP8H5agMfHc2NggXqD2v0B87WwyGY7uJ3eD+8nkLCf6kCIhqO"
    "DSjDGfLRv2VV3OgAV8hf/4r4uLly/fXvzw8s2716/evn397od3bCz/vvlbb//0v0zMLX8q"
    "zrObTzfDe/hClK1Nf8XChT85jeEZPhWXX8x9w8tz/5px0LNWWMx/nyLDfzMgeRH+kZVGyP"
    "sycYQXjiOPEtbe33we3N33P3+B6Veu+w+bs6l/P4A7F/zqc+bqX9/8W1oW0STo6839jwg+"
    "ov8bDQecm9T1Fg5/Yjzu/v/O4DsZG49OCN1ODDPJyPByeIkNjaUKb31erj/jZ7FIw+EZoT"
    "LuNCPGeJNs471aGX9MbEwW3pJ9fFci1l/746sf++O/vvu3lATjywj+71/dD8aIfSu08ebv"
    "VtNX6Gp0e8ukHH6eTC2SFvUwmOICpv4zJRm2J8LvqS6bmOBQ0ml100sJ582rCtJ580osHn"
    "Z9f/nA5GkBRQdbRflE41sTz9nZdyucKZ5TR7Cz/XQ3GorFE1NkTyyLaT3/Qrbl5jQHgZwC"
    "Iaiyx5VIBliROqZCfv71c/9vmSNpeHU7+pA9f2CCD9lda+5hR4btEYHmen2uO9hwRWfF1d"
    "JwxGyPKdo7ylvajl7+8EOF/YiNynI72k74vTSHZ9RxsG1IHskZqu6x+qIKpy/EOz+7vv/O"
    "D5Pn9CbqTES2YqGhmCTZbS7W2n6OYC9enL96++rdyzevIjMxulJmHYaWYMzRwGCX42maSH"
    "OVcxWgjfmj2LwOIZA0fz8yncRakHCHuWFfySBCGywAqO5idOWk2PtnuIDCq/HzHWMboUGp"
    "d5X9evabscd//5jZwuObq/sz0drVjN3J2PQLW8BaWMBTY/a4NRxzklrJcIde0MyVaGz+1u"
    "pilb1iEGPB+QO/BL53BLp69JNDN+szISIb3uyVQ7IeXcAwtxoue7/EiI9HHoCmsDpMFzET"
    "AVGCETvY1+w4gsGIXTJs24LVgywS3CZza7HxB+Th2IbnFqCwv535w+D2I1t38D8mnuU9T0"
    "KINQHSSiGu3wvcuufxWQykhvLIq+oDslnldqMUj0NalfG3s6vR+Mto3L+/GQ0vk6v5gfRv"
    "b2/6w6vBZbSqs+9GFa3zvIrWeX5RqN6f53TG+NXIyaXMwZAiq6XiKAeJtuhqSBpXsFfJ6Z"
    "cpmkPx/vS2nZip/ICR42mSpBmWnvxGXqKxxyfsnpplpMFcRTOe1tKtqmKm3tmUhnnVv7vq"
    "Xw/kFMzMWs9LYkTwPWX/VJRDpEWe1Cqvyvzky12B980o7MGKLlPb40VfQXmf+Euoog7P3k"
    "S0xnRtc+XZD3Ngi8DDbs/Xv11E58F10Kx4wMPKMNlUTCNHS7plCjp+5pdnTGPBZl6XP9Az"
    "dkdWaKW9TaUd1NhJbD9mdERKbWyQQgw4SZlh9ZSRHkpPjK606+H4MBrdpjwcH24yGuDwl8"
    "8fBkxF5xo6G2R5hYphyLvJ2sFz6w8ZF4eQuEUI/oo9H7WDw7+u4vF4XezweC3yd6wn8GHi"
    "0o0jihGpZrCK5mlRBvznyIngbNj/zAxUoHwg9zdXPw/GbCuzZo++m/JwYSXVokICu7neXi"
    "Sg1vuRxH6U5l+NPalwghbfiX4IKJ7q3hQxsYH9qWguvUfV36McvLYNxlJ3zf6V3aLyxHqH"
    "ktih0uybbC0mYIn9qYC8c4EL51U2pfPiTek8rzDZ1BXGA5YbBzGVXuY7lnkOiivGijLIkG"
    "gPCug+/jwuDtAReRhPDNAvQofSTnKOVzTEpDuYrEucasWz7XOtDCeL+FoFJosluhsl6/t4"
    "FSQFuTjEshbYA1wqAWEZu7zae8yzw4PN59Ve6yMDYNpH13xkHSxsybi6BIlmqXbSHcNJl1"
    "vCDfC3QbVBRa4mX9v9PZ/NKSAfHONRqHf4N0rVjSkMqahkjAhm6gFdr7GJ1obrXoKagLZ0"
    "Y5vIBn0BUpN7aO7QVehE41jMC/RtbTzb1DC/oSVlvyjKYZ4ZjvOM6MZDlKB/v6bI8v49r5"
    "S0+FztslNLYykCBguzNY6B/h2Sv8qnaszZ18fO2gkWb0UxZah0smsb+ZRwfm0EEEE1lD2m"
    "bhFJNNxHHK6eysB6/+7nwfUl4rQP5Ho0HFwikxL8QH4efLm/RI947T2Q2/6XOxhmG2sXxv"
    "U/jQecbOFg+Hz3ZTBkg9019tfokQF5OOgcgfAKj5iYoEtRrY2ZbaAQyDE0QaE5KuBooGvl"
    "OVqcOJwg2St1uN7m8t/zDeH1FtB0Y9meRdwX8Nj/OZT7ou2M4pmDgWUT+aovaUpd/UXl6i"
    "8uxqSGiBNk7cj3GI6ATgjYxDPLrPUapykbEPPplGg4WSlPxSlMhVpJjk6nae/Ck2OWNYF5"
    "djylOLe+lMoqBtPVmHkcqcvBn/HNXhkEOguHVfa1RhRow2TnoMGvg7+4iG4JsswXqD+fW7"
    "bl5/5aLjND0eDuhpmZLkCPtvmeh3xxNyp1FgaxXD7Ur9RoEfC0Wg5y6NYVuWfbfHTDYGgT"
    "ZR6Vz+RRo85jGI5YNWQsHP9943DVULREMrR0snGetjundcv5xlHQr6wMMoRaADUFMPdrVU"
    "rzP013IPYfA0hrPeE+3ktci4i8ZDtAHtEE2khU2UhcUIJr4AAJMi1fleVrxPp7DTHnqbW0"
    "T0Xa5qbOiy2eoRWpa7i+ntB5jtpsiWePtSBdAbl+yVWTd60sFw7NCFRpifyNCPAaGqfstS"
    "lPdHEwU1zNPTk12jLGuEtrPeazdZVXHn3EZE9W3cMcXWKQFB4d85KGS6aYnWGtIon1d7Kb"
    "c/nCW7EbEzpvglW/uLgKCnkqXKrr4Bj6nC12coR7fgVHxyQ6a6p4O2CwX+TUSLgfptTByO"
    "+3wJPD1uzMxAQCqrHIb1FvEh2OrVY4tmp+hSPGYjfvWNgQz7Jl7YGISAfxKGcGpNDaaO+V"
    "9hllKDuUMNgCYl6WVpgMD9gzCiQVanBasqicU5hZhyplwMXqtEBDSunaxdpRpN9XVIygHy"
    "ejcVMKDXv9XyAoDb803CVcJwsMaWeYB1ckBloucqltQnH4FX3CJmSlGYSClgMxHciYzSjb"
    "28VtQNt5rFa+1FK++AKdgITzzC1MtEoTfd/xHa3lWdXxxjbpgdWK3OEUuY1boMMV7m8Jig"
    "7pbo2lDammGatwhhxXMd64jejEFYE7xZZ3VXU48VY3WQW/xCiRrIS/l0lyEtXwa1gkzVgZ"
    "gdOozNaI/UoVLI5JwqdVravV0nI9CiUs5iia5ZK3lnLolnehwgYvYu9gj/3PhoHq8J4ZDe"
    "zCxiGM/Wht2dQDi+CRQPz49BlZAnvj4E/TZoY2MxQ8B9Q3M6Z4YdQJE0vSaWNDaWMDk3qJ"
    "n0k6HR6kvITFLrXdJVki4lobbjtSPetfXw+uJ4Pbu8HXHwdjaBtowuJkyhDesvMeP5C70e"
    "31JcclH8iHm9Hn/h0vzDK16MpweW0WkMP1uP91eImgnLXJ1EDyQMaDz6NfYaSDOZj5QAbj"
    "PidlP9sN6sbIFpV+U2GjP8+umERR6Te5fCHF7Fsl0IOWcyXaB23UCqA9dIFO7Uk7a9xuza"
    "7f9hAZtdbuvoAM6NvDX25vj+WbvLZcMO457wWIQfJ2rwwtMP2Bk41bOVMdCmcG8yMgQ1Ns"
    "U7JwwesH1nvg7fO72IGj0HcEbo1nZthviKBTXiMz6rxytc/NYmwARC4bA5ak0XFgFex69q"
    "KvbeN5IsvoLF3nGr40z2rjia10wcla0vwrotDs3cle2yL1spxShBqjUhrBsMiU/jGBJki1"
    "RC0g14iVyvJWIABCBU2sWVu6nrNYbBZK+onruulPwkUs56Xfy877tLEyxkrqRq/MtlvAkM"
    "oJOaEBxn7bEzOueFbNFvsfRbk3O8drg+xUDTL1E3JaawZZrRtkWTvIXD9I36stu8STVLq8"
    "UV3I3i9BPXGoLd1+NkvaYlfOcAc6qaacKZPNIIsNO+BkNpUkTfc2lsYdgh5dT5hSboVpzx"
    "W16CxZez0IflBYk041IMDOynJdqGgqt2NnCDvD2Za37CB7W3K3TlDp9skSO7USdf8VU1W6"
    "hLMwNZIpkYKdrLidSoJkr3YqpyPVg/RNsQLMRA7lylB1x8RtC+lKxZMQEmAkmZNEonARx1"
    "2u/KlO10ewoxhWgXkky6Yxm6erPFoZ6zWbZE82AYc++zN1lVGwL+7JpS/0cP26VGDPpJmt"
    "CdjUwZ2pzFdhJRwRe/krkiNO6jit6rPIKBKt+C3CxVjkvkgs1h1ejNQbstub8dlyHOrwzD"
    "LCC1UALQ/yRpbnotgyR/QJO1uHmUOCvii1Z9GeD7XBhVP2fLQWgnYQ38cj+2kS1k84vDPY"
    "WXOopDzUq2HeMobGW7gUNpKiUqPbLDyvM91m14aDiSftLU2RdSfVpmXo3Ve9ZHmfpNLJZT"
    "K8L0mGWoThPnsm60RhQ6clg6pWTnLtqVRKMIbDimyhECvbZQhF2JysFQSE7xEcVh7mlTIg"
    "kWbBVsDWeO4hBxsmXJwbM+zyPBtnY+82iupPqm0klXeinraRjmYjadVeR3B0YANJukr8Uz"
    "HP+7IIjgSVjuCQiOCYUtlYmYBCc1mCy9o0anc/0aZRV02jpAtcYBxlPOTF5hGYIpOkV75K"
    "sXVrtuQ2DILFYbq86uCWX2UXPAwVzRcO3ayhj72BOAtfoB/Z7+KlBs0ecimvR8gb0Vhu9L"
    "eowvpBnyUwp36L3wz+gDMmhsQ1/qzMNc5DtkT+vo8ppmsl7lkrMZSC1NGSINLpIXulh7Cv"
    "VbP1dY5ax8KqHAvrsR1wakthGQmSzuWkvLyogGW8vCiEMuBWRkmGI0Yu3jVJ0h2/TWNQhj"
    "Y7jnc4cCVKbjUnSfRq1oZcS4ZcbtU2wNS7cJ6TWrFVeZp8UXfz1DedGlio4Tyd5GnyKFcJ"
    "cOBc/+QY/IvnnbHx3V6pN5b/ugUMrFxiIxExystl4CfsPKMVXk0x96gaAQCwpOx3iGpuyE"
    "8gxgXCdRfPp03+o5r8CUHkmFvYHiFN1L32CHLe1VyDBLixf4cEgYP2GGaNaoI6sCbY8gGr"
    "GHdP/YTlumLhCZu4W3rC+jpZAyfslJrPPqjuA+1yx2sxtfBsjfRtfbbqs1WlTeU0ztZjgC"
    "yqCeqwZ2vbgIBi3G0OETjO2QqFNQuP1vhm6cnK61fud7BC8C+75rLP/EBEpuXgmWc/VzlX"
    "y4mFx2pYlFSfqvpUVWk7OY1TVYHqyp0+U3Vv47Z7GzcMB4sO0wg82AECVz5DYX6ol+wBVL"
    "vGdG1jv6XNkm75mcgOPJeZmqIjtDLtA3kg7K2G7ig2dNO1n8Func/j9Btk4pllYrRdUggj"
    "YzToR8s0MWGsoR5PV8VmD/1OLYL92DM2M/ROeIFGa38UYixx6JNhs8d92Uxta3aJDPeRDe"
    "dBbRZb3BsPfXMwW5+uN/HZ9O0FGmP4TTM2f/jVNuxI4L2HeH2FRfJbFegC+tQ/4qmvc38O"
    "m/sD/08e8bOETpUkaYbNx13BKSZfVGLyRZFCddGIQnWRl1Pyx0m8DhmyzoWQvT6vEkPGRh"
    "W+E/xetnCif5rlGV2a1ZIk07W6q2e2LLkuIMnsmEizujqr6Vqa0SGJTtaS4POaq6iSnI6J"
    "NK8leO1EKr4kv9OEmudSPDdcxiwwtyynBuNz1Jr7Utz3rVzTeBbklxcn7GTI2ssuP391KG"
    "Ww6Wh3Jgwsy9c0UWdy9htjKmBAeXYWlzgLx+va7/WrmB0pbUMxrh8pp8+v2yrN/TSd5r8M"
    "/3OukmJov9Gq83Ll1BUTT5EfJXskkn3LqadD3E8MhK3EJabsmthpgk23fKZu82kSu7Ea4V"
    "aDUbdqskyzqhKrAgunCW6N/am6yikebNYEnxoMylOPS36ek7u09t2rPkcTdYlVUkESMVeh"
    "REJBvkXI07CXxm7O9tlkzWU1qsNX2XiSQG0oiiqJtYpdCYYJTWZ3iMkdXWGergBBFH6Uh4"
    "uMKcRiBJmB+dCSijTleYQ8/knHYx4zMkMnpTWOlOmoSZ3lp0Dc5O4sv+yibYCnOhT1WKGo"
    "ScOwXH+oGqA6yZn5VaJV/UoCTCtwcVBhIIocDdQDQkEVEEWrStGWqxahAqS1C61dnPxhKM"
    "Ao5ZiaJtJs1TrGMXSMQnhdszXN1vTrqpyqEaKqRWpGAnXdpWIksV4JoMJPGvEozzaBCsiM"
    "Y0/4Bfq2xsRkEvgGuSDncGP4y+3tZZA5ym+h4JE85QQbs2WYUgqJLrvAjsM/twJgAm+FP6"
    "fWbo6q3Yi7UkIY/4BsVrmtLMXjghaVh4zlhzV7Jsfqs59GN8NLvtofyO2g/+vg0l/y2Vek"
    "SpT/uwox/u8KI/zfiUo+bASHSTX+x9QtSiB8bSWF8GUwvL4ZfroMt5IH0v/yZTz6dXB9GW"
    "TUYfOBjAc/Da7u4ZqDf8cQEPtAoBjy9bj/lckQsutMdsqAIPtf7mCcbaxdGMVmGt/3fx6w"
    "UdCY0jMe/WBx6dSmKlkcJUkc+RyOBMPSQr5bGbZduIElyFoLwDk/7Cb28uLtm2j/gg9lW9"
    "fd5/7tbVG8r/iNKYvxbfktkXw9qnMyXba6UorYy5I8vJf5/C5+wksmdyVpNJercNnBa1uQ"
    "6li2jAMCzd8q/OUNCbA5MQQdoSq0MogoG2hjoKYBJ+L1ybUxwH+sLTZdDSmnKVtpVqGFXE"
    "/IPnpe51VOU+qOJCpLGRrl5uVbmPofDu/caVjdwsyl/L9rIOE/Z6IaxN2K3KrFmkpM0Tnh"
    "HERVMRbsaTV2tySd3ttU3tsIVNOdcHnlhVyaoJqh1MmpEsmp4ek/fZZzNObodPsaQXqqdo"
    "rrkDv1GKrd4TrkTjmW7gy5E59aDfD1bjMFN8rJHVdVOZs7qlP8HTPFbXxzdX/UQAM/Lako"
    "zCBKWtoVZBCnSVUJYPTbNfhBiH7FTLQyntEUQzcHb4l9Z/17RMC571e9vESGbYsCGveaqz"
    "wUIOjNrAMAdHjjqSseupGD1uWUOx7ldDndHaMSU1XtjpHI7BVoG+m832JtI5NovFvZGMUN"
    "LSCckOCiAMSygTrFUoH9tkxLcC0ics+UA9QRUTtOdA1P9+rB0xviWYISw+XCjYi071xh0T"
    "p4BUys4zzPkGoPk8pyhoBm9ltriDlNqV/mExDydinTJCFD1Tmf/JtXFVzyb16JQybY9f1j"
    "JmBy7R7T7jH1GaohFe0eU46lilakGGP2vZ6wOfRlmUNUUvd7ZZiKE4ycwAxSLdP8nqGEBl"
    "UlfL+L4bxHvGAs9EPzB8BQw8HIxnMPGTYluKiR2p4z6qZkauEyuimZbkrWJpNVbUqm0wJ1"
    "QpUGkhrAGEJhyQbN5uh00OwuiytmWRNO145HeuXWl1KRXrcWeRzN5+Kyt/HNUisB2gxPKI"
    "yrbCIAia+v29YT0949TNDKIhsPu++Ru8bEgx7GEKM1t4jlLqGNMltV/2GRHu93PAXlH+q6"
    "QGs9bIpshkM8QhsRahkRHn3EZLI03KWEmpsm6pyiqyKqfILVYraG5dWoFvO1f3PPq8UE9A"
    "9k9GUwhHov/jbyQMLaMWHlmGumD10ikxIMVWQ+/nLnF5GZb1xsZre1KvJvuNCPabkz6sj3"
    "wUrTdQjGbrkTFmCMslhJkqaDeInMDldtf2KLdW0bzxNZRmfpOmeQN89q44kd5nJZ2RGFZu"
    "9u/61uWni0rdo2yGLDzCyZxZ2k6dzyPn9TBdfOgkYJWPtNdnmz52CwLYVVvu7xH0X2VJqs"
    "A4wuQ+4Gf7tPgXa5ZqiR2n87Gn4Kh2c7pKYZP3XoFrydkrZWlqwW51XbXJQ3t5hpQecy70"
    "dEoN8M6TcjNHR8e05w7pZVycgT60IZEoUytGun1mtwaq4dhYrlKYZJdEnKIQxfQ8wZUh3x"
    "r7Kc24+HVctxeGDnbLuRm2qxtoXAzWRm4YJYZM+utndskhtyshvSng1tJZ3Vg5Vh2X3TZJ"
    "uR/0Jk/NWp+70ylzWGkbBpwdCqka1fl9jByA3bkcwMArVEHGgngk3eipXHnF77Ov17CEll"
    "Cw1R9p6hJ+xY7Fea4FY2uKOZ/Q0u6rzr+nCP0e5rtdzXRrxUK4PhMUkHPTsXr6ugKWxUIW"
    "TI72U8Dj7LJINhM1SHYvYRA2KleJ0PiH3dBHYlEFe4hdUwAzKk2gxQ2Qzg3bzqFA9O0Gnc"
    "RmkRz5mSVc+eTxLq11hlGSuQ3XryOmLOmpeJBd5l+Y8IvqfsnwNnbB5VCIex+/eyVYfUs2"
    "b4TGClBnd6ZfYp4WMkCll5SwhV9qjNG2TSqGLVJTMDmQrL+1xansummHnuex72vGXWo8tT"
    "JWdQIpMw05L9Y3nQRZNZm4Kg6kM+SNumatmmQmup2C49sJl0Ig7+au75GWPFgjoy1miSpA"
    "M++kzWX5XOlS8vxHYou76/Gfoy1/uSb195Af10NxoWqawBQVZdtWYe+hcvL3wwMf33fEN4"
    "cBOabizbs4j7Ah77P4cSX4m4gEEp1TUXYpGNpsjopDBBNsTCxk9YUOatWvZARNzie2OROZ"
    "VkPtuSP44uEVA+kLtfrq4Gd3eXyN3MmBrgPpCv/fEwyCtwCM8ruO4PPw3Gl8g0yMJX2Y6c"
    "KUCFhRYLtzQqVkPrhYQplH9zflGFr2yUeD+DG/tvaHz6U46V0UEUdcsmGvVKJhoabjkF+T"
    "JL0XrCIt2x2mmYpG/xQIQWC7IH4pAnxhGeGJdPq7sbDO/Z+YiJ90CYHsGz5mY2VSNpTgFQ"
    "TMe46OpkSlYn8+GvLw6eYweTMogsMaa3GyybrKPh1eM5AGqKQy22BmMxMi0HM5ttxfRu9g"
    "t4ZTGAuUIT/D3aWmwxbTxkIIdue2gLNQYA5wpHINd4doVxHQd+nLAYffiuRBCCrkd/TFzt"
    "ZMCf1gwmFeEf/6XMy2hHMkdI1GISx3H05gZzOLSupHUlrSuJdaW+bVtGgY4U3SvVjYxgVN"
    "XKTASFFGjDJOagwa+DvzClZEuQJSqztHt8w469sjT2rgUVtJK/fsolWtvKYz9EgVZmszyK"
    "duZi/sYUneNww/gL+zmzjUfFekXZDpIh1LUw5PaShJkTQXESCnRMpLOgZbKgl3hWL5Y2Ta"
    "mRf6WRf6ZEyUs4ptINkhQWLvaMhYwqEI7vnCIg5z0vcX3vFVPbnAV3RZ01+5YBU3JGXPJ2"
    "r8yOm8UDKxfZTdBUM+aqUGhzTm0VTJtz2pw7OocbNudCiEnanMsQdqd4RMvWnN9bmzF2Qw"
    "QaaCH7s2SHQuvz6/yHw7K/sd6AM0ylF3VMo+EJDU9oeELDEypYsBqe6LBwNTzRUXjiY1AU"
    "WQBNfIzrJRfDEnN/UGVIIhhfEY7YMVpDEWqrWxqKaA+KUGQ/ueYhcF/Y8SPaUhJ3S3cVP5"
    "BuAqdY5Z0FBiPDTWSkoyX7CFnmBMJlLYf9MaV/QAAt1Ffz+L+WCx2FZ0uDEGyjOWWDvPcI"
    "m0yZhbppjxgZ5BlRGCzaoNp5qDCs95GtXq55x+3zeKSXju49atZ8IJWKkb3hcB3V20pUb+"
    "JdqSigBEUHZaRi74JgW5RHxVJ0GhmrD/XyPBRp/qfpNNJeF5ikxMPEK+izUqwhZ+k6pyk3"
    "X4YF2koWWCHVelK2bZJAvhg2Jdl99rU/vIfkWJ/6gdz9OPo6vETuklnSD+QTT7Jd8CTbj/"
    "2bWxjpV9/LqrtH8PudVskCDR33aqKL3PKp090jSajdAyrLWGd56SwvneUlBs2K4LLdQJkE"
    "Qga1GwMdnaeYb5ygOqNDt2hG2S00txzX6yGXIgPNHKZIciUBwKqg6OPWmmFxVcjGZq6Kdf"
    "GOpRrs0mCXEkCKBrvUl5EGu9QWlka7FFBPNdq14w3QaJdGuw6EdnkO3QDDJN6DBEnnXoGD"
    "ZGloRLGQ+11CmzSi2H0ZcwRAWnFLUnUIVmxBbysBH30wJicHafTxUzjPacmgKvyYXHuq4Y"
    "9XvkV5VgBDhrd7u9DISWCaVkQl76GOZRAI50FhS4MgugbZU8fvFsPj4yC+DuAjwBd5zJ1F"
    "+DXO0Twi2disQjQyWu0c0NIQpIYgVYC3VIQgNbx1ZHxFm5S135GKdWLxzDacWqZGhlQbG9"
    "rYUF3R1cbG8WXQBWPj1iL4rMDS4Pd2mxk2GyYR+QDDfVMAGoi40LpyipFrWGaQqRPaC7z+"
    "PowAVbHHa+/z2zwbh9+ETy773mhlkY1XEA9x4OftznyMgyamhjdb+mZKq6mQJ2KaHDkTUh"
    "swKhswugnqwfyRusGmQg02detGpVs3+ke41CkdkejYlJrYCShrNcz6BJk26VU26U8rFEBX"
    "LqouZUVqYfxKN7MlNsfYMLmJljN30wN6ZTbvkz904vCxlYtiONRmpqSD/EKMvkHKq0+QKF"
    "S/B39sl3SVcpJBS7lLuBzWs1gZzwgezuaw3LTXDGpaiIpjtPtwoasu7UgIjSefiXBRO++0"
    "804F80pF21c7746sgMbblBT/U2Sa/fu5HY6jOfxEpyJ9AS6Xagm/06mEarAN0WUm5A1+gb"
    "65NvW+wREdNNnuIWdDCP+DncrDX25voYwVQSZbYe9RcIxjY7aE2lcIviw7xk30iJ/F6sCh"
    "HyhUAcLScQE2B4/MHfu/+ZdhNRm+92HtWNSxPE7CvhOo+hpBVxNBF9cSLNQi2i8lqCRI21"
    "aGmxBBL1bxOgugqwothhtf1RTRYHgjyG/FNCB+NBwKaa+b0ZOTUBPyyUlnbTzb1BAcL7eU"
    "LO7xHwUHTIKsAzFcZXDU4G/35c6QSE63o+GncHjWQ5JheuLsT3P9bmXYduGxnqRrT+9+fd"
    "jD/eXF2zfRcQ4fyg7wu8/929u8IRMqVRX3mEgHa2/pGuS5nQ3m/E2VU+BNwSHwpokz4E12"
    "kwn025yAykHwmErnwimHgKeaJ3keXq1FvvbitkkJEt2zJ7udLelawMzysyGk6Qw3mzgXZr"
    "bBtgdzMpUKsklTtaaIKmnFVawyEnBsQzzLlnZ2Zom1V1vl3d42XG+CHYcKqsEVGwxpqi68"
    "U20bDacVTaCMKE7h9VLEKXCLDRefCdwC/o1emWPAhiEVXQNflxQgecDpbe5K4mD8krLvyC"
    "8u2MrbGs89xE8EDtD30PSZ3wOQdsoe9RcXzWw6e8z7ARqffY8mQEdFjhUKe1TH+1yM8sMK"
    "kWuvG1N0AAM7tIpYSzVsUiXUh1YnD63PhvMoOrP49dIja8VGSLWVQ8aUbjx+UFiQ/MeWFg"
    "y45Fce8TM7NVzMVizBTNwmXlF+nvT8ZCy6Yj+BH0GGh64td0YdE6LPirrSHe5h+jz7Ls6z"
    "J8PeCIRVbKJFBB04zdowzhTZAO8gbHdj4/GGiPbB5O3S7dANBk6cTdVum7fMqIeAGrYBbR"
    "y+PfFoGXawMGHyCFyCUTiviX6n0/xuV3MOvYl1KJijeBNjB59TD/RIU2pIUTX1MZWpaRHL"
    "XdYSc4ZUy1llOYc7/GQl4yvMUHWo8V5jDkP/tJTBLmKKDmh79SMgqsUvBLXYZfibIOkcg1"
    "9Wqpv8sqRu8st83WTC7JIa+3+CTO/9qu39ilhI/dmMboiwAVJ4q1dmGRn+IIliQH6n7r+4"
    "KCBlRgy3Y6ygZpS4pE8lKmEKQjiCD+A9unsoc1XnIh45F3Ej4mqh1bkRsrULcerqmJ27II"
    "Hi0739FI9TbokAvT02Ao2/emeQjUjzP2i47syznrAkz8/Yqrz5dXCJfOoH0v9wNxjes89T"
    "gOofyNXt6A4agsxs6kLrkPHg4y/8goPnbNvWLUKUex8Oouq6lrAY0g48yxKXRNKu0OPrud"
    "l6vRapXa83QartGZXlHCrXci2HM1QdKtnbGJal+zgfto9z0ipMM1i6wHFyxGnx+M9wDe2o"
    "cZx5X8VljrOrtwHO6i7ZBThREvN+wo5r2ALD4kNA+vHnMfbDZoo5PQ6mOV21KcfuPw8Jpk"
    "VrV4CmJdd1MZwWvlMSeBpbL0xKYTQAlGmC6l2Gx8t3hfBcD9nWCgpdQ/yA4RfvmFNnZXgv"
    "UD+KguJVyyFAmM0khuEO+bDy5uP2ZqFBOl0wTAmYTp0Qt2Qpic1CQjrh8A5KR4OoCoNGBw"
    "FRMYFfLqoDRamNDSLmcYIqw+YpIzsUn8MToV0I4cNodJtCDz7cZCM3f/n8YcA4z/nOBlm+"
    "2imozPxMZhP4IFIuy/idJmyR5dGVk+U5/D/xVSjZXSRB1uJm8s8Z+1JMdWW2DHyJP094cz"
    "HplkxqwdJpSg1ZqgxZat/OYXw7EmEuiaIpiaCS+uhFIn7lxPTZZsCLnU3bQmYyw/6esn92"
    "s7Rq1zY1NyoxPyXwnQgPE+A7SaysGN9JAXNVcuuWgKFg0/LCfmYuWm885FiLpfeeXXMwTq"
    "IxvL8ZJkG3Mh+B2WLkenTtozGuICv8YE/ZIxFFIzgHQHAW7MRaC/1HhThBkkRjBa1gBfLO"
    "cd0KRX0FM9Bp5Ly3aSLtwN3pwDVinW9PL2Oj2qOKjsb02lKpSe0ddl3/R+czdoNbpUqW6w"
    "+S8KFNHbp1sfMCfbNMXhLfgDICmNcFWIZ182eUPlpsApfyj/xx0DaHQFcdZFLqiH1mTU7e"
    "sEZVeOw3eeDrtF6ptF64kZdUcWfOcLxuzJlSBZpozKnLyn0XqpmLcZ0azAkyLWClBcx+2t"
    "xyVvXe5AythvFVljT+Y22x6WrIOU2pbWmVpdx+GLSSLZkPZUS3G6erFmtbCNM9qOnsGfx7"
    "5A1nfqNXajbDkIpG8z2zUZfWYoldD4WdV3zfwZwHfqK1ZVPvLy5aMR6iLVgG6NMGRgflZ+"
    "c2M2m5s2BmEEI9NMXI56KZt6IP/jTtqFDLUaF+uJySsabVIkV5VJBcZ7gkiQaFMtcP4QMq"
    "7oLVYgOsDmwxCY5uprY1y/OzNGQxJtLhihLhigs4eyVZHdFoTu/gdL2QKmZPcV/+vkFVbJ"
    "5PME+kUJ7Y6VoYC5SqGccW6r65c2yKz0zZDrpnniQkVM6khWPsHaPHV9EnmKirS6mJl677"
    "L9wKr6bYaWIxfeYzdZVPADvsyaXm0qfVYM/B4ZRgRRWBKvGC2wGtTBKLvFpYQpRE0UMz6q"
    "ypX+u1hwzbtgB7g+Y90A8BPLAcDjEQfxLyjEfsIouIAxKamVaYruuGm1SY/QltGLzniaDC"
    "3m9FYzTMctyM3mqlx04hvfcssswv40X/QK5G4y+jcf/+ZjS8TL4BDwQaZfaHV1CmLHgXHs"
    "hHqFwGI4NXIvtKVUpMqgLinBeDOOc5ECd+Z/KHgbUofDNSZO21Qz38O/JfFxcvX769+OHl"
    "m3evX719+/rdD9HLkr9V9tZ8uPkEL05KEIIkSL6hS21KSRIdybnTCRWdJHt6oRpUm1X0Qy"
    "VXlVKOKCakG3EIp3+nXF9iYyyZAE7GzDXyKLiCHPpkmdi5RFO6ISZcpHEQZg+5a7YHQk9D"
    "8Bw52Ns4BVrS/lNqr5Ja6o7/rkDUrYTrI02knR+Z64dwfgQvlqyksmQqa6Ydkla4O9Y1JJ"
    "L0KovsbADlizHULr6+uWM2xPUlMv1aVnVMgoZrE683zIxxC5zmFYQQkystg9sR084vkU0X"
    "Fphr10wGhmk+kNub4c/sskUe89IBg2/48Wb8GYw9HsypgLyesGOxqaT6xCdpOlBxoCwi8R"
    "BN4tlGQ+cy/I4IajFbTZdOa9xmr95a5EMrZndMoRe3NLt9s4PZGuITQMzxFFGLTP/PQ3E9"
    "vWW/rgS7vS7B3V7ngTedE1RrzZ9aiLlOJPgepMyRmzqpXwk6nRCksoTBJJDD6RMUOlVEgQ"
    "4E3eOnTr05bOpN9v1vgKG3bJrRfN5hria2PZX8SPf0EQvdSP6NXpkXyYMhEk4kHtAIBTkG"
    "vw6gYD338kRxAy/QB+otkT8pMhyMMJk5z2u2Dt6jb77xyst7uBSaq/fQ7xQaFoFfaGob5N"
    "EVu5naeKh2RKnliKJbIu/eSBMdylrXnigNYh0NxDJmM+xKsTum0Oyuye7JhniWLWsBZ2m1"
    "FayyFezgOZtNcNoUv1kJEv1qyXs/Tq+t75NhW6Yk/9n5e3tzfYk47QO5/t+b4adLZD4zUb"
    "BPgz44YbGhgn+cf6eaZfzTpHqnU3mn0+6Z70PMSzx7rCfmFKV+mZWX8sTc4LpyTtC2Imnt"
    "h6td0KvOu5wg0y+yyvK1sQGimgrqmRRHp6SIuhCCVR/vqoZWBQyrZc9nafX7pPL7FHdXk0"
    "0AzFJ2KBOt5RTA9j3harL9UK7waKXmOSztvr1KznVaXK7qv82+2Ltd4+3GGpwoW1Wt87mZ"
    "/o65PzufXxnc6pUmWPqDJKp9glvaoVu/IATv4gqZkdhxKeFuayizaWx4CzHGT/s9YovBZR"
    "JAeMXmgbIRHi/AybtbwAioKfEscIof+mHaGa6WM1z9Wp8t9dxs3iA4frDeya/cnIJSvN8n"
    "Hat79y6FzW3MtH95lqthZpWXseJ7suZQCYemDtRa2o9FH2COjvLHxDMravJVn0W8st4Y/y"
    "MsPtpBTjmY7elP2OSN2PctahnMNTROGAEqZ9fW8GZLXNItuQqfvsaTdIRFeWNmlyEZdpU+"
    "bMj6URWMfY1IiFMc/nJ7m7Ei97IMOR8FZmHI32KbMKotWaEvNUFB+8gX6MZj5pYJMcgghD"
    "Vm//gBzdd++j03xIIuh7w/QxzcnLP9GpxXm3lqmXl+HZ1aATgZUh2aobRvwnInUCjxSSDm"
    "0gLwKboWi8CHL9lJ1YBPMZz4fKv3cuWptetP6dcrlNd2KeVNz9J1Dj57+cMPFfAzNqq4VQ"
    "7cy1R7sGlZ4MLuUN7UBAoHMZyxdfnx4yXg5PP5A/lyczu6v/T7aj2Qwbh/xyN7A5g9q7cd"
    "IZ4XvkmdsLAknQ4JU3mfcyd8LcprERGZ7iQjo0Uwxm3W2BEb8zt5niTVfJfgu22QxYaZ8j"
    "JneZKmc+f4+ZsKJ8V5dmtK1Ep/o0s2fZcnhm243oRXhqwh6RyxtoJUlrWuv994ZR/AUKXD"
    "SRNEnYkXaCGOtCTsUfc9qORSKex7MGZ7y/jm6r4sMi9TicNdWvt2aBuF85yuDrDLiww+l6"
    "a4NMZh2eyTPEIP3xcRvHWdbovIrMl9VxOP3bhl83Srn12ueeTE8eNT2g11OUl+BR329t/P"
    "P0cTdZVVvN4bhZJ2e7Kq2dJ46jGKUM+a7Rs4NeSTdHUt+SyarB3MlgEmDXHrSzRdV/lmWk"
    "yt8iZgHO/JsWs+0xfa3a09iAvaN67an6WrTHKx20BQ7J0/S0f380RvuT1YFDWx6yCH4rqp"
    "9RkUlWftymtWFgALKFieXZIBsDI5qkrBZlUhmwRWKB8Fmzw0o55b4uUZ8r3Kqcmnaqxath"
    "orNRUmsSpNtKnOqgFM1DdNJyi32UFeuXHi7L7cSuTgdoRRsvnJ1mLp+Q8SNYD17/V2tIDl"
    "o6pGpKMgcYPnDsMZz/60oKn9em1bcNkJamO/92Oc0JbZFsijtikIQ99zMh17rlbsufrlUl"
    "p9yY9TL8UU8b44xsUUMvyA4S2HZPiB87zlwx10cyr1YxyCM0guyiFNpOMcdvrbC/M9pT3u"
    "1ZM+FeNwVQMuvbZUKocTsl6gbSakUqxs8l9mWz56Wq1ZDCae84y2lrdEBiLUw7wwDdcGxY"
    "1edhEIlMbfzh7ZioCbjNjynoHzf9ea5BE1yVAedVJBQlqVVZqzqInKZZxPCw20x19G4/79"
    "zWgITbSdNTsRgeKB9G9vb/rDq8ElMmzbgt/9QD6yCfjIOaQc+XaydBRwldatJZ1b841b41"
    "dIygJIkWn1v7b6r8s8hSu7Up7aeUme2nk+Tw3OEynuBuM7x93Xlbj7uoS7rwVZgDqB4Hsw"
    "uEJhTcWnRDFIlKXTfU53FneNWNaA4dUk2q6i3ZVbX3sEPKdg9b383xGGf5o7VhUPb3MGah"
    "871mx5JrBPgzu9MvPUiMfssk2L2aCdEmqZkk/YCaNsqmptCRKVjciaqtvF69cVVDc2qlB1"
    "4/cy0Ph6LcPhYHgHuXsQs4M90cNEoBX/dDcaFihLMUlWHbZmHvoXCmG4E+N2CXOBGSkdON"
    "dhMNtMMKPcwgQf5IrRNn+Y/fn/BXLWyw=="
)
