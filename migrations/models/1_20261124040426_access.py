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
`replace_spaces_with` VARCHAR(10) NOT NULL
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
ALTER TABLE `guilds` ADD COLUMN IF NOT EXISTS `own_ids` JSON;
ALTER TABLE `guild_channels` ADD COLUMN IF NOT EXISTS `parent_id` BIGINT;
ALTER TABLE `guild_roles` ADD COLUMN IF NOT EXISTS `bot` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `post_channels` ADD COLUMN IF NOT EXISTS `declared_at` DATETIME(6);
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `guild_channels` ADD INDEX IF NOT EXISTS `idx_guild_chann_parent__1d671a` (`parent_id`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_until_c628d5` (`until`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_leaving_7609c1` (`leaving_at`);
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
"replace_spaces_with" VARCHAR(10) NOT NULL
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
ALTER TABLE "guilds" ADD "own_ids" JSON;
ALTER TABLE "guild_channels" ADD "parent_id" BIGINT;
ALTER TABLE "guild_roles" ADD "bot" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "post_channels" ADD "declared_at" TIMESTAMP;
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
CREATE INDEX "idx_guild_chann_parent__1d671a" ON "guild_channels" ("parent_id");
CREATE INDEX "idx_memberships_until_c628d5" ON "memberships" ("until");
CREATE INDEX "idx_memberships_leaving_7609c1" ON "memberships" ("leaving_at");
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXetz2ziS/1dQ/rJ7V7rc2Hmec3VViq1kPONIKdkz2bvxlkKJkMQxBWj5sMa1O//7oU"
    "FSfIEUQVEUxOBLYpFoUOoGge5fv/55tqImtt0Xfd+0vDHdnF2if54RY4XZH7l7PXRmrNfx"
    "HbjgGVObDzZgFB8ydT3HmHns4tywXcwumdidOdbasyiBoV+XFJmWiTZLw0MeZf/TVQ95S4"
    "f6iyX7ZM2WjHTGKDfL5xfoC3ZcSlxkOBjBVzPR9Bm5/vR3PPMQm4YS+/kFPNmkM/ZoiywO"
    "+RCfWP/w8cSjC+wtscMe9dvf2WWLmPgP7MLH3868JXwJuGqesZu/nYUTJS8xDlEnugAzrB"
    "8ncwvbZkoE7Ca7xa9PvOc1v/bBWtwQ7yMfC796OplR21+RePz62VtSsiWwCH/yAhPsGB6G"
    "J3iOD4Ihvm2HAoxkFfy+eEjwwxI0Jp4bvg3iBergC8TXziaT4eh+cje4n0zOcqKPKBKCCi"
    "/NGPPZsmFf1eUMWMBX+I//urh4+fLtxQ8v37x7/ert29fvfnjHxvLvm7/19s/gy8TcCqbi"
    "PLv5dDO8hy9E2doMVixc+JPTGJ4RUHH5xdw3vDz3rxkHPWuFxfwPKDL8N0OSF9EfWWlEvC"
    "8TR3ThOPIoYe39zefB3X3/8xeYfuW6/7A5m/r3A7hzwa8+Z67+9c2/pWWxnQR9vbn/EcFH"
    "9H+j4YBzk7rewuFPjMfd/98ZfCfD9+iE0M3EMJOMjC5Hl9jQWKrw1ufl+jN+Fos0Gp4RKu"
    "NOM2KMN8k23quV8cfExmThLdnHdyVi/bU/vvqxP/7ru39LSTC+jOD//tX9YIzYt0K+N3+3"
    "mr5CV6PbWybl6PNkapG0qIfhFBcw9Z8pybA9EX5PddnEBIeSTqubXko4b15VkM6bV2LxsO"
    "v7ywcmTwtoe7BVlM92fGviOTv7boUzxXPqCHa2n+5GQ7F4YorsiWUxredfyLbcnOYgkFMo"
    "BFX2uBLJACtSx1TEz79+7v8tcyQNr25HH7LnD0zwIbtrzT3syLB9S6C5Xp/rDjZc0VlxtT"
    "QcMdtjivaO8pa2o5c//FBhP2Kjstzebif8XprDM+o42DYkj+QMVfdYfVGF0xfinZ9d33/n"
    "h8lzehN1JiJbsdBQTJLsNhdrbT9HsBcvzl+9ffXu5ZtXWzNxe6XMOowswZijocEux9M0ke"
    "Yq5ypAG/NHsXkdQSBp/n5kOom1INEOc8O+kkGENlgIUN3F6MpJsffPaAFFV+PnO8Zmiwal"
    "3lX269lvxh7//WNmC49vru7PRGtXM3YnY9MvbAFrYQFPjdnjxnDMSWolwx16QTNXtmPzt1"
    "YXq+wVgxgLzh/4JfC9t6CrRz851F+fCRHZ6GavHJL16AKGudVw2fslRnw88gA0hdVhuoiZ"
    "CIgSjNjBvmbHEQxG7JJh2xasHmSR8DaZWws/GJCHYxueW4DC/nYWDIPbj2zdwf+YeJb3PI"
    "kg1gRIK4W4fi9w657HZzGQGskjr6oPiL/K7UYpHke0KuNvZ1ej8ZfRuH9/MxpeJlfzA+nf"
    "3t70h1eDy+2qzr4bVbTO8ypa5/lFoXp/ntMZ41cjJ5cyB0OKrJaKoxwk2qKrIWlcwV4lp1"
    "+maA7F+9PbdmKm8gNGjqdJkmZYevIbeYnGHp+we2qWWw3majvjaS3dqipm6p1NaZhX/bur"
    "/vVATsHMrPW8JEYE31P2T0U5bLXIk1rlVZmffLkr8L4ZhT1c0WVqe7zoKyjvk2AJVdTh2Z"
    "uI1piuba48B2EObBF42O0F+reL6Dy8DpoVD3hYGSabimnkaEk3TEHHz/zyjGks2Mzr8gd6"
    "xu7ICq20t6m0gxo7ie3HjI5IqY0NUogBJykzrJ4y0kPpidsr7Xo4PoxGtykPx4ebjAY4/O"
    "XzhwFT0bmGzgZZXqFiGPFusnbw3PpDxsUhJG4Rgr9iz0ft4PCvq3g8Xhc7PF6L/B3rCXyY"
    "uNR3RDEi1QxW0TwtyoD/HDkRnA37n5mBCpQP5P7m6ufBmG1l1uwxcFMeLqykWlRIaDfX24"
    "sE1Ho/ktiP0vyrsScVTtDiO9GPAMVT3Zu2TGxgfyqaS+9R9fcoB69tg7HUXbN/ZbeoPLHe"
    "oSR2qDT7JhuLCVhifyog71zgwnmVTem8eFM655tSDhwqRi8yWIXorQjpPv48Lg4ZEfm8Tg"
    "xiLsIr0m5bbkE3xKQ7mKxLnGrF1xpwrQy52fK1CnATS3Q3btMPEBRIU3FxhK4ssAdISQJU"
    "MXb5WfeYZ4dPlc+r/ahHhmS016j5WC9Y2JKRXgkSzVLtNjqG2yi3hBvgb4Nqg4pcTb62+/"
    "vimlNAPjjGo1DvCG6UqhtTGFJRyRgRzNQDul5jE60N170ENQFtqG+byAZ9AZJle2ju0FXk"
    "1uHowAv0bW0829Qwv6ElZb9om1U7MxznGVHfQ5Sgf7+myPL+Pa+UtPhc7URSS2MpgqoK8w"
    "eOgUe1ltOnYvLAnH197KydcPFWFFOGSqdftpHhB+eXL4AIquG+MXWL2JbhPuJo9VSGevt3"
    "Pw+uLxGnfSDXo+HgEpmU4Afy8+DL/SV6xGvvgdz2v9zBMNtYu+EzjgsCw1HmCMRTeIjEBF"
    "2KpGzMMIMjX46hCQrNUQFHQ20qz9HiZNUEyV7pqvW2j/+e+4Tn+KOpb9meRdwX8Nj/ORRk"
    "3nYW68zBwLKJfKWRNKWuOKJyxREXY1JDxAmyduR7DKi/EwI28cwya73GacoGxHw6ZQFOVs"
    "pTcdpMoVaSo9OpwbsQ45hlTaCaHU9jza0vpTJZwTg1Zh7H4nIAZ3yzVwZyzqJhlb2pWwrk"
    "M9k5aPDr4C8uohuCLPMF6s/nlm0F+aaWywxNNLi7YYakC+Cibb7nYUbcUUqdhUEslw8Nqg"
    "NaBHyploMcunFFDtg2H90w3NlEaUHls0fUqC0YhcBVDVOKxn/fSFs1nCyRgCud4Jqn7c5p"
    "3XKO6zbQVFYGGUItgJoCmAf1EaX5n6Y7EPu/gyTvBSW4hk2YINMGocoGoRHrcjXEnKfW0j"
    "4VaZt+nRdbPEMrUtfQbT2h8xyZ2RLPHmvBewJy/ZKrJu9aOQ3cTBeoVRLR+lvwY2icMoJf"
    "ntbgYGZRmXtyarRhjHGX1nrMZ+sqrzz6iMmerLqHObrEIClsMuYljZZMMTujWikS6+9kN+"
    "fyhbdiNyZ03gSrfnFxFUTqVLhUF+weBpwtBryjPb8C6D3ZnjVVkG8YHBRZNBJQ9JQ6GAX1"
    "3nkq0JqdmZhA+CwWYdj1JtHBt2oF36qGMR8x8rZ5kNknnmXL2gNbIh3QoZwZkPIgbPdeaf"
    "9BhrJD6WEtoKdlSWRJV/GeEQEpt/NpyaJyBllmHaqU7xSr0wINKaVrF2tHW/2+omIE/QAZ"
    "jZtSaNjr/wJBaeql4S7hOllgSDLC3NGeGGi5yKW2CcWpV/QJm5CDZBAKWg7495Exm1G2t4"
    "vbELbzWK18qaV88QU6AQnnmVuYVpMm+r59/a1l1VhElKG2IzbXEh8wWpFTS5Hz3QIdrnB/"
    "S1B0SHdrLIVENc1YhTPkuIqx7zaiE1cE7hRb3lXV4cRb3WQV7hKjRLIS914myUlU465hkT"
    "RjZYROozJbI/YrVbA4JgmfVrWuOkvL9SgULJij7SyXvLWNQze8Cw42eBFtB3vsfzYMVIf3"
    "zGhgF3yHMPajtWVTDyyCRwKxxNNnZAnsjYM/TZsZ2sxQ8BxQ38yY4oVRJ0wsSaeNDaWNDU"
    "zqJQEm6XR4kPISFrvUdhfg2BLX2nDbkepZ//p6cD0Z3N4Nvv44GEPbMhMWJ1OG8Iad9/iB"
    "3I1ury85LvlAPtyMPvfveBmOqUVXhutCxQ6Qw/W4/3V4iaCcrsnUQPJAxoPPo19hpIM5mP"
    "lABuM+J2U/u2YFj/M3FTb68+yKSRS1fZPLHVHMvlUCPWg5br590EatANpDl2PUnrSzxu3W"
    "7PptD5FRa+3uC8iAvj385fb2WL7Ja8sF457zXoAYJG/3ytACMxg48d3KWctQJjGcHwEZmm"
    "KbkoULXj+w3kNvX9BFCxyFgSNwYzwzw94ngk5djcyoc4zVPjeLsQEQuWwMWJJGx4FVsOvZ"
    "i762jeeJLKOzdJ1rONE8q40nttIFJ2tJ86EthWbvTvbaFqmX5ZQi1BiV0giGRab0j8kMSk"
    "/WEbWAXCNWKstbgQAIFTSxZm3pes5isVko6Seu66Y/CRexnJd+Lzvvk29ljJXUjV6ZbbeA"
    "IZUTciIDjP22J2Zc8ayaDQ4+inJvdo7XBtmpGmTqJ+S01oyuWje6snZ0uSaZgVdbdoknqX"
    "Spm7qQfVCOeOJQW7r9ZZa0xeaX0Q50sr0vbYMsfHbAyWwqSZrubSyNOwQ9up4wpdyK0p4r"
    "atFZsvbq0f+gsCadKkaPnZXlulDdUm7HzhB2hrMtb9lh9rbkbp2g0l2KJXZqJWrAK6aqdA"
    "lnYWokUyIFO1lxa40EyV6tNU5HqgfpoWGFmIkcypWh6o6J2xbSlYonISTESDIniUThIo67"
    "XAVTna6PYEcxrALzSJZNYzZPV3m0MtZrNsmebAIOfQ5m6iqjYF/ck0tf6OF6N6nAnkkzWx"
    "OwqYM7U5mvwko4IvbyVyRHnNRxWtVnkVEkWvFbRIuxyH2RWKw7vBipN2S3N+Oz5TjU4Zll"
    "hBeqAFoe5I0sz0WxZY7oE3Y2DjOHBD0yas+iPR9qgwun7PloLQTtIL6PR/bTJKyfaHhnsL"
    "PmUEl5qFfDvGUMjbdwKWwkRaVG51F4Xmc6j64NBxNP2luaIutOqk3bjUG46iXL+ySVTi6T"
    "4X1JMtQiCvfZM1lnGzZ0WjKoauUk155KpQRjOKzIFoqwsl2G0Babk7WCgPA9gsPKw7xSBi"
    "TSLNgK2BjPPeRgw4SLc2OGXZ5n4/j2bqOo/qTaRlJ5J+ppG+loNpJW7XUERwc2kKSrJDgV"
    "87wvi+BIUOkIDokIjimVjZUJKTSXJbisTaN29xNtGnXVNEq6wAXGUcZDXmwegSkySXrlqx"
    "Rbt2ZLbsMgWBymy6sObvhVdsHDUNF84VB/DT3NDcRZ+AL9yH4XLzVo9pBLeT1C3ogG+qSH"
    "f4sqrB/0WQJz6rf4zeAPOGNiSFzjz8pc4zxkS+Tv+5hiulbinrUSIylIHS0JIp0esld6CP"
    "tak1rF1vPUOhZW5VhYj+2AU1sKy0iQdC4n5eVFBSzj5UUhlAG3MkoyHDFy8a5Jku74bRqD"
    "MrTZcbzDgStRcqs5SaJXszbkWjLkcqu2AabeRfOc1IqtytPki7qbp4Hp1MBCjebpJE+TR7"
    "lKgAPn+ifH4F8874yN7/ZKvbH81y1gYOUSG4mIUV4uAz9h5xmt8GqKuUfVCAGAJWW/Q1Rz"
    "Q34CMS4Qrbt4Pm3yH9XkTwgix9zC9ghpou61R5DzruYaJMCN/TskCBy0xzBrVBPUgTXBlg"
    "9Yxbh76ics1xULT9jE3dITNtDJGjhhp9R8DkD1AGiXO16LqYVn61bf1merPltV2lRO42w9"
    "BsiimqAOe7a2DQgoxt3mEIHjnK1QWLPwaI1vlp6svH7lfgcrBP+yay77zA9EZFoOnnn2c5"
    "VztZxYeKxGRUn1qapPVZW2k9M4VRWortzpM1X3Nm67t3HDcLDoMN2CBztA4MpnKMwP9ZI9"
    "gGrXmK5tHLS0WdINPxPZgecyU1N0hFamfSAPhL3V0B3Fhm669jPYrfN5nH6DTDyzTIw2Sw"
    "phZIwG/WiZJiaMNdTj6arY7KHfqUVwEHvGZobeCS/QaB2MQowlDn0ybPa4L/7UtmaXyHAf"
    "2XAe1Gaxxe176JuD2fp0vUnApm8v0BjDb5qx+aOv5rMjgfce4vUVFslvVaAL6FP/iKe+zv"
    "05bO4P/D95xM8SOlWSpBk2H3cFp5h8UYnJF0UK1UUjCtVFXk7JHyfxOmTIOhdC9vq8SgwZ"
    "G1X4TvB72cKJwWmWZ3RpVkuSTNfqrp7ZsuS6gCSzYyLN6uqspmtpRkckOllLgs9rrqJKcj"
    "om0ryW4LWzVfEl+Z0m1DyX4rnhMmaBuWU5NRifo9bcl+J+YOWaxrMgv7w4YSdD1l52+fmr"
    "QymDTUe7M2FgWb6miTqTs98YUwEDyrOzuMRZNF7Xfq9fxexIaRuKcf1IOX1B3VZp7qfpNP"
    "9l+J9zlRRD+41WnZcrp66YeIr8KNkjkexbTj0d4n5iIGwlLjFl18ROE2y65TN1m0+T2I3V"
    "CLcajLpVk2WaVZVYFVo4TXBrHEzVVU7xYLMm+NRgUJ56XArynNylte9e9Xk7UZdYJRUkEX"
    "MVSiQU5FtEPI16aezmbJ9N1lxWozp8lY0nCdWGoqiSWKvYlWCY0GR2h5jc0RXm6QoQRBFE"
    "ebjImEIsRpgZmA8tqUhTnkfI4590POYxIzN0UlrjSJmOmtRZfgrETe7O8ssu2gZ4qkNRjx"
    "WKmjQMy/WHqgGqk5yZXyVaNagkwLQCF4cVBraRo6F6QCioAqJoVSnactUiUoC0dqG1i5M/"
    "DAUYpRxT00SarVrHOIaOUQiva7am2Zp+XZVTNSJUtUjNSKCuu1SMJNYrAVQESSMe5dkmUA"
    "GZcewJv0Df1piYTALfIBfkHG4Mf7m9vQwzR/ktFD6Sp5xgY7aMUkoh0WUX2HH451YATOCt"
    "CObU2s1RtRtxV0oI4x8Qf5XbylI8LmhRechYflizZ3KsPvtpdDO85Kv9gdwO+r8OLoMln3"
    "1FqkT5v6sQ4/+uMML/najkgy84TKrxP6ZuUQLRaysphC+D4fXN8NNltJU8kP6XL+PRr4Pr"
    "yzCjDpsPZDz4aXB1D9cc/DuGgNgHAsWQr8f9r0yGkF1nslMGBNn/cgfjbGPtwig20/i+//"
    "OAjYLGlJ7xGASLS6c2VcniKEniyOdwJBiWFvLdyrDtwg0sQdZaAM75YTexlxdv32z3L/hQ"
    "tnXdfe7f3hbF+4rfmLIY35bfEsnXozon02WrK6WIvSzJw3uZz+/iJ7xkcleSRnO5CpcdvL"
    "YFqY5lyzgk0Pytwl/ekACbE0PQEapCK4MtZQNtDNQ04ES8Prk2BviPtcWmqyHlNGUrzSq0"
    "kOsJOUDP67zKaUrdkURlKUOj3Lx8C1P/o+GdOw2rW5i5lP93DST850xUg7gbkVu1WFOJKT"
    "onnIOoKsaCPa3G7pak03ubynsbgWq6Ey6vvJBLE1QzlDo5VSI5NTr9p89yjsYcnW5fI0hP"
    "1U5xHXKnHkO1O1yH3CnH0p0hd+JTqwG+3vlTcKOc3HFVlbO5ozrF3zFT3MY3V/dHDTQI0p"
    "KKwgy2SUu7ggziNKkqAYxBu4YgCDGomIlWxjOaYujm4C1x4Kx/jwg494Oql5fIsG1RQONe"
    "c5WHAoS9mXUAgA5vPHXFQzdy0LqccsejnC6nu2NUYqqq3TESmb0CbSOd91usbWQSjXcrG6"
    "O4oQWEExJcFIBYNlCnWCqw35ZpCa5FRO6ZcoB6S9SOE13D07168LRPPEtQYrhcuFsi7TtX"
    "WLQOXgET6zjPM6Taw6SynCGgmf3WGmJOU+qX+QSEvFnKNEnIUHXOJ//mVQWX/JtX4pAJdn"
    "3/mAmYXLvHtHtMfYZqSEW7x5RjqaIVKcaYfa8nbA4DWeYQldT9Xhmm4oQjJzCDVMu0oGco"
    "oWFVicDvYjjvES8YC/3QggEw1HAwsvHcQ4ZNCS5qpLbnjLopmVq4jG5KppuStclkVZuS6b"
    "RAnVClgaQGMIZIWLJBszk6HTS7y+KKWdaE07XjkV659aVUpNetRR5H87m47G18s9RKgDbD"
    "EwrjKpsIQBLo67b1xLR3DxO0sojvYfc9cteYeNDDGGK05hax3CW0UWar6j8s0uP9jqeg/E"
    "NdF2ith02RzXCIR2gjQi0jwqOPmEyWhruUUHPTRJ1TdFVElU+wWszGsLwa1WK+9m/uebWY"
    "kP6BjL4MhlDvJdhGHkhUOyaqHHPN9KFLZFKCoYrMx1/ugiIyc9/FZnZbqyL/hgv9mJY7o4"
    "58H6w0XYdg7JY7YQHGKIuVJGk6iJfI7HDV9ie2WNe28TyRZXSWrnMGefOsNp7YYS6Xlb2l"
    "0Ozd7b/VTQuPtlXbBln4zMySWdxJms4t7/M3VXDtLGiUgLXfZJc3ew4G21JY5ese/1FkT6"
    "XJOsDoMuRu8Lf7FGiXa4a6VftvR8NP0fBsh9Q046cO3YC3U9LWypLV4rxqm4vy5hYzLehc"
    "5v3YEug3Q/rNiAydwJ4TnLtlVTLyxLpQhkShDO3aqfUanJprR6FieYphEl2ScgTD1xBzhl"
    "RH/Kss5/bjYdVyHB7YOdtu5KZarG0hcDOZWbggFtmzq+0dm+SGnOyGtGdDW0ln9WBlWHbf"
    "NNlmFLwQGX916n6vzGWNYSRsWjC0amTr1yV2MHKjdiQzg0AtEQfaiWCTt2LlMafXgU7/Hk"
    "JS2UJDlL1n6Ak7FvuVJriVDe5oZn+Dizrvuj7cY7T7Wi33tREv1cpgeEzSQc/OxesqaAob"
    "VQgZ8nsZj0PAMslg2AzVoZh9xIBYKV7nA2JfN4FdCcQVbWE1zIAMqTYDVDYDeDevOsWDE3"
    "Qat1FaxHOmZNWz55OE+jVWWcYKZLeevI6Ys+ZlYoF3Wf4jgu8p++fAGZtHFcJh7P69bNUh"
    "9awZPhNYqeGdXpl9SvgYiUJW3hJClT1q8waZdFux6pKZgUyF5X0uLc9lU8w89z0Pe94w69"
    "HlqZIzKJFJmGnJ/rE86KLJrE1BUPUhH6RtU7VsU6G1VGyXHthMOhEHfzX3/IyxYkEdGWs0"
    "SdIBH30m669K58qXF2I7lF3f3wx9met9ybevvIB+uhsNi1TWkCCrrlozD/2Llxc+mJj+e+"
    "4THtyEpr5lexZxX8Bj/+dQ4isRFzAopbrmQiyy0RQZnRQmyIZY2PgJC8q8Vcse2BK3+N5Y"
    "ZE4lmc+25I+jSwSUD+Tul6urwd3dJXL9GVMD3AfytT8ehnkFDuF5Bdf94afB+BKZBlkEKt"
    "uRMwWosNBi4ZZGxWpovZAwhfJvzi+q8JWNEu9ncGP/DY1Pf8qxMjqIom7ZRKNeyURDwy2n"
    "IF9mKVpPWKQ7VjsNk/QtHojQYkH2QBzyxDjCE+PyaXV3g+E9Ox8x8R4I0yN41tzMpmokzS"
    "kAiukYF12dTMnqZAH89cXBc+xgUgaRJcb0doNlk/V2ePV4DoCa4lCLjcFYjEzLwcxmWzG9"
    "m/0CXlkMYK7IBH+PNhZbTL6HDOTQTQ9toMYA4FzRCOQaz64wruPAjxMWo4/elS2EoOvRHx"
    "NXOxnwpzWDSUX4J3gp8zLakcwREbWYxHEcvbnBHA6tK2ldSetKYl2pb9uWUaAjbe+V6kZG"
    "OKpqZSaCIgrkM4k5aPDr4C9MKdkQZInKLO0e37BjryyNvWtBBa3kr59yida28tgPUaCV2S"
    "yPop25mL8xRec43DD+wn7OzPeoWK8o20EyhLoWhtxekjBztlCchAIdE+ksaJks6CWe1Yul"
    "TVNq5F9p5J8pUfISjql0gySFhYs9YyGjCkTjO6cIyHnPS1zfe8XUNmfBXVFnzb5lyJScEZ"
    "e83Suz42bxwMpFdhM01Yy5KhTanFNbBdPmnDbnjs7hhs25CGKSNucyhN0pHtGyNRf01maM"
    "9YlAAy1kf5bsUGh9fp3/cFj2N9YbcIap9KKOaTQ8oeEJDU9oeEIFC1bDEx0WroYnOgpPfA"
    "yLIgugiY9xveRiWGIeDKoMSYTjK8IRO0ZrKEJtdUtDEe1BEYrsJ9c8BO4LO35EW0ribumu"
    "EgTSTeAUq7yzwGBkuImMdLRkHyHLnEC4rOWwP6b0DwighfpqHv/XcqGj8GxpEIJtNKdskP"
    "ceYZMps1A37REjgzwjCoNFG1Q7DxWG9T6y1cs177h9Ho/00tG9R82aD6VSMbI3Gq6jeluJ"
    "6k28KxUFlKDooIxU7F0QbovyqFiKTiNj9aFenocizf80nUba6wKTlHiYeAV9Voo15Cxd5z"
    "Tl5suwQFvJAiukWk/Ktk0SyBfDpiS7z772h/eQHBtQP5C7H0dfh5fIXTJL+oF84km2C55k"
    "+7F/cwsjg+p7WXX3CH6/0ypZoKHjXk10kVs+dbp7JAm1e0BlGessL53lpbO8xKBZEVy2Gy"
    "iTQMigdmOoo/MUc98JqzM6dINmlN1Cc8txvR5yKTLQzGGKJFcSAKwKiz5urBkWV4VsbOaq"
    "WBfvWKrBLg12KQGkaLBLfRlpsEttYWm0SwH1VKNdO94AjXZptOtAaJfnUB8YJvEeJEg69w"
    "ocJEtDI4qF3O8S2qQRxe7LmCMA0opbkqpDsGILelsJ+BiAMTk5SKOPn6J5TksGVeHH5NpT"
    "DX+8CizKswIYMrrd24VGTkLTtCIqeQ91LMNAOA8KWxoE0TXInjpBtxgeHwfxdQAfAb7IY+"
    "4swq9xjuYRycZmFaKR29XOAS0NQWoIUgV4S0UIUsNbR8ZXtElZ+x2pWCcWz2zDqWVqZEi1"
    "saGNDdUVXW1sHF8GXTA2bi2CzwosDX5vt5lhs2ESkQ8wPDAFoIGIC60rpxi5hmWGmTqRvc"
    "Dr78MIUBV7vPY+v82zcfhN+OSy741WFvG9gniIAz9vd+ZjHDQxNbzZMjBTWk2FPBHT5MiZ"
    "kNqAUdmA0U1QD+aP1A02FWqwqVs3Kt26MTjCpU7pLYmOTamJnYCyVsOsT5Bpk15lk/60Qg"
    "F05aLqUlakFsav1J8tsTnGhslNtJy5mx7QK7N5n4KhE4ePrVwUw6E2MyUdFBRiDAxSXn2C"
    "bEP1e/DHZklXKScZtJS7hMtRPYuV8Yzg4WwOy017zaCmhag4RrsPF7rq0o6EyHgKmAgXtf"
    "NOO+9UMK9UtH218+7ICmi8TUnxP0Wm2b+f2+E4msNPdCrSF+ByqZbwO51KqAabCF1mQvbx"
    "C/TNtan3DY7osMl2Dzk+IfwPdioPf7m9hTJWBJlshb1H4TGOjdkSal8h+LLsGDfRI34Wqw"
    "OHfqBQBYhKx4XYHDwyd+z/FlyG1WQE3oe1Y1HH8jgJ+06g6msEXU0EXVxLsFCLaL+UoJIg"
    "bVsZbkIEvVjF6yyAriq0GG18VVNEw+GNIL8V04D40XAopL1uRk9OQk3IJyedtfFsU0NwvN"
    "xSsrjHfxQcMAmyDsRwlcFRg7/dlztDtnK6HQ0/RcOzHpIM0xNnf5rrdyvDtguP9SRde3r3"
    "68Me7i8v3r7ZHufwoewAv/vcv73NGzKRUlVxj9nqYO0tXYM8t7PBnL+pcgq8KTgE3jRxBr"
    "zJbjKhfpsTUDkIHlPpXDjlEPBU8yTPw6u1yNde3DYpQaJ79mS3syVdC5hZfjZENJ3hZhPn"
    "wsw22PZgTqZSQTZpqtYUUSWtuIpVRkKO+cSzbGlnZ5ZYe7VV3u1tw/Um2HGooBpcscGQpu"
    "rCO9W20XBa0QTKiOIUXi9FnAK32HDxmcAtENzolTkGbBhS0TXwdUkBkgec3uauJA7GLyn7"
    "jvzigq28jfHcQ/xE4AB9D02f+T0AaafsUX9x0cyms8e8H6Dx2fdoAnRU5FihsEd1vM/FKD"
    "+sELn2ujFFBzCwQ6uItVTDJlVCfWh18tD6bDiPojOLXy89slZshFRbOWRMqe/xg8KC5D+2"
    "tGDAJb/yiJ/ZqeFitmIJZuI28Yry86QXJGPRFfsJ/AgyPHRtuTPqmBB9VtSV7nAP0+fZd3"
    "GePRm2LxBWsYm2JejAadaGcabIBngHYbu+jcc+Ee2Dydul26EbDpw4ftVum7fMqIeAGrYB"
    "+Q7fnni0DDtYmDB5BC7BKJrXRL/TaX63qzmH3sQ6FMxRvImxg8+pB3qkKTWkqJr6mMrUtI"
    "jlLmuJOUOq5ayynKMdfrKS8RVmqDrUeK8xh2FwWspgFzFFB7S9+hEQ1eIXwlrsMvxNkHSO"
    "wS8r1U1+WVI3+WW+bjJhdkmN/T9Bpvd+1fZ+RSyk/mxGfSJsgBTd6pVZRkYwSKIYUNCp+y"
    "8uCkmZEcPtGCusGSUu6VOJSpiCEI3gA3iP7h7KXNW5iEfORfRFXC20On0hW7sQp66O2bkL"
    "Eig+3dtP8TjllgjQ28MXaPzVO4P4Is3/oOG6M896wpI8P2Or8ubXwSUKqB9I/8PdYHjPPk"
    "8Bqn8gV7ejO2gIMrOpC61DxoOPv/ALDp6zbVu3CFHufTiIqutawmJIO/AsS1wSSbtCj6/n"
    "JoUbKV1yrWgzVB0q5doYxqH7+x62v2/SWkgzWLrwbXLEafH4z2gN7ah9m3lfxeVvs6u3Ac"
    "7q7skF+EESC31idrRhCxTODyHpx5/HOAinKOb0OJzmdI/THLv/PCTIsl27ApQlua6LYZbo"
    "nZLAWdh6YVKKvMRQvgeqOhkeL+sUwTY9ZFsrKIAMfmUjKOowp87K8F6g/jY6hlezhsBRNp"
    "MYnjnkw8qbUtv+QoM3upCUEvCNOqFPyRID/kJCOtHwDkpHg2sKgwkHAdcwgV8uqg9EqY0N"
    "IuZxgirD5ikjOxSfoxOhXQjhw2h0m0IPPtxkI/p++fxhwDjP+c4GWYHaKajY+0xmE/ggUi"
    "7L+J0mbJHl2ysny3P4fxKoULK7SIKsxc3knzP2pZjqymwZ+BJ/nvDmYtINmdSCK9OU2jWv"
    "MmSpMf/DYP4S4Q+JYhqJYIP66EUiruHE9NlmwIudzbwiZjLD/p6yf3aztGo3LzU3KjE/Jf"
    "CdLR4mwHeSWFkxvpMC5qrkXC0BQ4F+6VGfKxetfQ851mLpvWfXHIyTaAzve4VJ2MUqQGA2"
    "GLkeXQdojCvIFj7YU/ZIUNAIzgEQnAU7sdZC/1EhTpAk0VhBK1iBfACobpGhvoIZ6jRy3t"
    "s0kXbg7nTgGrHOt6eXsVHtUUVHY3ptqdS89A67bvCj85mc4a1SJcsNBkn40KYO3bjYeYG+"
    "WSYvlW5Aejnm+eLLqJ76jNJHi03gUv6RPw7aqRDotoJMSh2xz6zJyRvWqAqP/SYPfJ3uKZ"
    "XuCTfykiru2BiN1w0bU6pAEw0bdbmx70I1czGuU5s3QaYFrLSA2U+bW86q3pucodUwvsqS"
    "xn+sLTZdDTmnKbUtrbKU2w+DVrJV76GM6HbjdNVibQthugc1nT2Df4+84cxv9ErNZhhS0W"
    "i+Zzbq0losseuhqCNH4DuY88BPtLZs6v3FRSvGQ7QBywB98mF0WJZ0bjOTljsLZgYh1ENT"
    "jAIumnkr+uBP044KtRwV6ofLKRlrWi1SlEcFyXUMS5JoUChz/RA+oOLuSC02RurAFpPgqD"
    "+1rVmen6UhizGRDleUCFdcwNkryeotjeb0Dk7XC6li9hT35e8bVMXm+QTzbBXKEztdC2OB"
    "UrXE2ELdN3eOTfGZKdthV8WThITKmbRwjL1j9Pgq+gQTdXUpNfHSdf+FW+HVFDtNLKbPfK"
    "au8glghz251Fz6tBrsOTicEq6oIlAlXnA7oJVJYpFXC0vYJlH00Iw6axrUAO0hw7YtwN6g"
    "qQvUyQcPLIdDDMSfhDzjEbvIIuKAhGamFabrutEmFWV/Qnl+73kiqLz2W9EYDbMcN6O3Wk"
    "mqU0jvPdta5pfxon8gV6Pxl9G4f38zGl4m34AHAg0U+8MrKF8VvgsP5CNUtIKR4SuRfaUq"
    "JSZVAXHOi0Gc8xyIE78z+cPAWhS+GSmy9tpkHv4d+a+Li5cv31788PLNu9ev3r59/e6H7c"
    "uSv1X21ny4+QQvTkoQgiRIvqFLbUpJEh3JudMJtT1J9vRCNag2q+iHSq4qpRxRTEg34hDO"
    "4E65vsTGWDIBnIyZa+RRcAU59MkysXOJptQnJlykcRBmD7lrtgdCrzvwHDnY850CLWn/Kb"
    "VXSS11J3hXIOpWwvWRJtLOj8z1Qzg/whdLVlJZMpU10w5JK9od6xoSSXqVRXY2gLK2GGra"
    "Xt/cMRvi+hKZQS2rOiZBwzVr1z4zY9wCp3kFIcTkSsvgdsS080tk04UF5to1k4Fhmg/k9m"
    "b4M7tskUclpfOEHYtNJdUtPEnTgfoCZfGHh2gVzkS/FvlwihkeU2h2S7M7UHuZrivegcQc"
    "TxG1yPT/PBTX05vI60qwz+sS3Od1HvjROSm11vyphTjrQPbvQcocOaiTepSg0wkpKksYVF"
    "I5nDhBoVMVFKiA3z1+6tSPw6Z+ZN//Bhh6y6YZzecd5mpi21PJj3FPH7HQjRHc6JV5MTwY"
    "IuHE4AF1UBBi8OsACqZzL8PWb/0CfaDeEgWTIsPBCJOZ87xm6+A9+hYYr7y8hEuh6XMP/U"
    "4tgk3wS0xtgzy6YjdHGw/VjhC1HCF0Q+Th9TTRoax17QnRINbRQCxjNsOuFLtjCs3umuye"
    "+MSzbFkLOEurrWCVrWAHz9lsgtOm+M1KkOhXS977cXrtRp8M2zIl+c/O39ub60vEaR/I9f"
    "/eDD9dIvOZiYJ9GvTBCYgNFTyA/DvVLCOfJtU7nco7nXbPfB9iXuLZYz0xpyj1y6y8lCem"
    "j+vKOUHbiqS1H652Qak673KCTL/IKsvXxgaIaiqop1EcnZIiqqUIKybR+nhXNbQqZFgtez"
    "5Lq98nld+nuLuXbAJalrJDmVAtp6DpXvCHdYVvV2qew9Lu26vkXKfF5ar+2+yLrdvBd7rO"
    "pD/9HXN/dj6/L7zVK03wCwZJVJsEt7RDN0FBAt5FFDLzsONSwt3WUObR8HkLK8ZP+z1ii8"
    "FlEkB4xeaBsgUeLwDJuyvACKhp8Cxwih/6YdoZrpYzXP1aky31fGzeIDh+sN7Jr9ycglK8"
    "3ycdq3v3zoTNbcy0f3mWq2FmlZdR4nuy5lAJh6YO1PrZj0UfYI6O8sfEM2vbZKo+i3hltz"
    "H+R1T8soOccjDb05+wWdgzXqaoYjjX0DhhBKicXRvDmy1xSbfeKnz6Gk/SERbljZldhmTU"
    "1fiwIetHVTD2NSIhTnH4y+1txorcyzLkfBSYhRF/i23CbW3DCn2RCQrbF75ANx4zt0yIQQ"
    "YhrDH7Jwhovg7Sv7khFnbZ4/0B4uDmnO3X4LzazFPLzAvquNQKwMmQ6tAMpX0TljuBQn1P"
    "AjGXFiBP0bVYhDx6yU6qBnmK4STgW72XK0+tXX9Kv16RvDZLKW96lq5z8NnLH36ogJ+xUc"
    "WtWuDen9nNjJ0+87n8XrYl0/0UZPYyxjh/jR2xSbGT50lSzXcJvtsGWfjMoJDZUZI0ndtN"
    "zt9U2EzOswdBomLwG1045rs8n23D9Sa8PloNSeeItS6msqx1FerG64sAkiMd1JYg6ozXso"
    "VotpLgK139uxKwW1j9e8z2lvHN1X1ZfFCmHoC7tPbtUzSK5jldHWCXLwuQ36a4NMZRedKT"
    "PEIP3x0MfAadbg7GrMl9VxP3IN+yebrV1SnXQm3iBF7ydh3uJ8mvsM/U/vv55+1EXWUVrz"
    "pFobDWnqxqtkCXeowi1LNm+4ZvDPkkXV1LAYsmawezZYBJQ9z6sp2uq3wzLaZWeRMwjvfk"
    "2DWf6Qvt7tYeRifsG90ZzNJVJrnYbSA07y6YpaP7eaLD0h4s2rZy6iCH4uqN9Rm0LRLZld"
    "esLAwPULA8uyTD8GQy5ZSCzapCNgmsUD4WL3lobnubiJdnxPcqpyafqrGavWqs1FQx/VVp"
    "uH91Vg1gor5pOmHRvw7yyo3T9/blViITsCOMks2StBZLL3iQqA1icK+3oxEiH1U1LhaF4e"
    "M8gxHOePanBa2d12vbgstOWKH3PeIBImjDbAvkUdsUBMPuOZmOgFUrAlb9og2tvuTHqdpg"
    "inhfHONiChl+wPCWQzL8wNmm8uEOukWO+jEO4RkkF+WQJtJxDjv97YVZZ9Ie9+qpZ4pxuK"
    "oBl15bKhXliFgv0DYTUilWNvkvs60APa3WsgITz3lGG8tbIgMR6mFeHoNrg+J2E7sIBErj"
    "b2ePbEXATUZsec/A+b9rTfKImmQkj7wWs7u2dESrskpztm3lcBln9T2Qq9H4y2jcv78ZDd"
    "l16qzZiQgUD6R/e3vTH14NLpFh2xb87gfykU3AR84h8SGwk6WjgKs0kCzpH5lvHxm/QlIW"
    "QIpMq/+11X9dbCZa2ZWyZc5LsmXO89kycJ5IcTcc3znuvq7E3dcl3H2d565OINilO3bC4I"
    "qENRWfEsUgUZZOd1vcWWJyy7IGDK8m0XYV7a7c+toj4DkFq+/l/95i+Ke5Y1Xx8DZnoPax"
    "Y82WZwL7NLzTKzNPjXjMLtu0mA3aKaGWKfmEnSjKpqrWliBR2YisqbpdvH5dQXVjowpVN3"
    "4vA42v1zIcDod3kLsHMTvYEz1MBFrxT3ejYYGyFJNk1WFr5qF/oQiGOzFulzAXmJHSgXN9"
    "zrItzTLKLUzwQa4kZvOH2Z//DxPvhiw="
)
