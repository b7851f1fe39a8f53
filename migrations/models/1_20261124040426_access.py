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
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `accounts` ADD COLUMN IF NOT EXISTS `declined_at` DATETIME(6);
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `signins` ADD COLUMN IF NOT EXISTS `proof` LONGTEXT;
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `closed_by` VARCHAR(8) COMMENT 'STAFF: staff
PILOT: pilot
ERASING: erasing';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `erase_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_leaving_7609c1` (`leaving_at`);
ALTER TABLE `memberships` ADD INDEX IF NOT EXISTS `idx_memberships_until_c628d5` (`until`);
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
"replace_spaces_with" VARCHAR(10) NOT NULL
) /* For people in which states, groups of which kind are made, and how they are called. */;
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
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "accounts" ADD "declined_at" TIMESTAMP;
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "signins" ADD "proof" TEXT;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE "users" ADD "closed_by" VARCHAR(8) /* STAFF: staff
PILOT: pilot
ERASING: erasing */;
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
ALTER TABLE "users" ADD "erase_at" TIMESTAMP;
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_memberships_leaving_7609c1" ON "memberships" ("leaving_at");
CREATE INDEX "idx_memberships_until_c628d5" ON "memberships" ("until");
CREATE INDEX "idx_users_erase_a_85a071" ON "users" ("erase_at");
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz2ziW/isov/TsljcbO4mTdaamSrGVtLsdKSU7ndltT6kpEZLYpgANL1a7Zvq/Lw"
    "54ES8gRVAUBTF46Y5JHEj6Di7nfv51sqQmtt0XPd+0vBFdn1yif50QY4nZP3LvTtGJsVpt"
    "3sADz5jYfLABo/iQies5xtRjD2eG7WL2yMTu1LFWnkUJDP22oMi0TLReGB7yKPs/XZ4ib+"
    "FQf75gf1nTBSOdMsr14vkF+oIdlxIXGQ5G8NVMNHlGrj/5HU89xKahxH5+AZ9s0in7aIvM"
    "9/khPrH+6eOxR+fYW2CHfdSv/2CPLWLiP7ALf/564i3gS8BT84S9/PUknCj5iCFEnegBzL"
    "B6HM8sbJspFrCX7BV/PvaeV/zZB2t+Q7yPfCz86sl4Sm1/STbjV8/egpKYwCL8k+eYYMfw"
    "MHyC5/jAGOLbdsjAiFfB79sMCX5YgsbEM8O3gb1AHXyBzbOT8XgwvB/f9e/H45Mc6yOKBK"
    "PCR1MGPls27Ku6HIA5fIX/+p/z81ev3p6/fHXx7s3rt2/fvHv5jo3l3zf/6u2fwZfZoBVM"
    "xTG7+XQzuIcvRNnaDFYsPPiT0xieEVBx/m3QN7w8+tcMQc9aYjH+AUUGfzMkeRH9I8uNCP"
    "sydkQPDsOPEmjvbz737+57n7/A9EvX/afNYerd9+HNOX/6nHn6l4v/SPMingR9u7n/EcGf"
    "6P+Ggz5Hk7re3OGfuBl3/38n8J0M36NjQtdjw0wCGT2OHrGhG67Crs/z9Wf8LGZpNDzDVI"
    "ZOM2zcHJJt7Kul8cfYxmTuLdif70rY+ktvdPVjb/SXd/+R4uDmMYL/967u+yPEvhXyvdm7"
    "5eQ1uhre3jIuR3+PJxZJs3oQTnEOU/+Z4gw7E+H3VOfNhmBf3Gn10Esx5+J1Be5cvBazhz"
    "3fnT8weZpB8cVWkT/x+NbYc3Ly3TJngmfUEZxsP90NB2L2bCiyN5bFpJ5/I9tyc5KDgE8h"
    "E1Q540o4A1CkrqkIz7987v09cyUNrm6HH7L3D0zwIXtqzTzsyMAeE2jU66PuYMMV3RVXC8"
    "MRw76haO8qb+k4evXyZYXziI3Koh0fJ/xdGuEpdRxsG5JXcoaqe1CfV0H6XHzys+e7n/ww"
    "eU5uos5YpCsWKopJku3qYq3j5wD64vnZ67ev3726eB2rifGTMu0w0gQ3iIYKuxymaSKNKk"
    "cVTBuzR7F6HZlA0vh+ZDKJNSfRCXPDvpJBhDpYaKC621hXjgreP6MFFD3dfL5jrGNrUGqv"
    "sl/PfjP2+O8fMV14dHN1fyJauxrYrcCmN2wBtLCAJ8b0cW045ji1kuENPaeZJ/HY/Kvl+T"
    "L7xCDGnOMDvwS+d2x09egnh/qrE6FFNnp5Wm6S9egchrnV7LL3C4z4eOSB0RRWh+kipiIg"
    "SjBiF/uKXUcwGLFHhm1bsHqQRcLXZGbN/WBA3hzb8NwCK+yvJ8EweP3I1h38HxPP8p7HkY"
    "k1YaSVsrh+L+bWHa/PYkNqxI+8qN4n/jJ3GqUwjmhVtr+dXA1HX4aj3v3NcHCZXM0PpHd7"
    "e9MbXPUv41Wd3RtVpM6zKlLn2XmheH+Wkxk3WyPHlzIHQ4qsloijnEm0RVdDUrmCs0pOvk"
    "zR7Av74zt2NqDyC0YO0yRJM5Ae/UFeIrFvbtgdJctYgrmKZzyupVtVxEzt2ZSEedW7u+pd"
    "9+UEzMxaz3NiSPA9Zf+pyIdYijyqVV4V/OTmroB9MwJ7uKLLxPbNoq8gvI+DJVRRhmc7Ea"
    "0wXdlceA7CHNgi8LB7GsjfLqKz8DlIVjzgYWmYbComkaMFXTMBHT/zx1MmsWAzL8vv6TO2"
    "R1Zoob1NoR3E2PFGf8zIiJTa2CCFNuAkZQbqCSPdl5wYP2nXw/FhOLxNeTg+3GQkwMHXzx"
    "/6TETnEjobZHmFgmGE3Xjl4Jn1h4yLQ0jcogn+in0+ascO/6aKx+NNscPjjcjfsRrDH2OX"
    "+o4oRqSawiqap0Ue8J8jx4KTQe8zU1CB8oHc31z93B+xo8yaPgZuyv2FlVSLCgn15npnkY"
    "Ban0cS51EavxpnUuEELe6JXmRQPNazKQaxgfOpaC59RtU/oxy8sg0Gqbti/5U9ovLE+oSS"
    "OKHS8I3XFmOwxPlUQN65wIWzKofSWfGhdMYPpZxxqNh6kbFViHZFSPfx51FxyIjI53VkJu"
    "Yie0Xabcs16IZAuoPJuoRUK77WALUyy02MaxXDzYaj2+02vcCCAmkqLo6sK3PsgaUkYVQx"
    "tvlZd5hni0+Vz6v9qAc2yWivUfOxXrCwJSO9EiQaUu02OoTbKLeEG8C3QbFBRVST23Z3X1"
    "xzAsgHx3gUyh3Bi1JxYwJDKgoZQ4KZeEBXK2yileG6lyAmoDX1bRPZIC9Asuwpmjl0Gbl1"
    "uHXgBfptZTzb1DB/QwvKflGcVTs1HOcZUd9DlKD/vKbI8v4zL5S0+LnaiaSWxFJkqirMHz"
    "iEPaq1nD4Vkwdm7OtjZ+WEi7cimzJUOv2yjQw/uL98gYmgmt13Q92ibctwH3G0eiqbent3"
    "P/evLxGnfSDXw0H/EpmU4Afyc//L/SV6xCvvgdz2vtzBMNtYuTCu92nU52RzB8Pfd1/6Az"
    "bYXeFgjR7YRAwXnSNgXuEVsyHoUpxlY2obCARygCYoNKICRENZK49ocSprgmSnZNZ6h8tf"
    "Zz7hFQDQxLdszyLuC/jYv+3LoN52juvUwQDZWL4OSZpS1yNRuR6JizGpweIEWTv8PYQjoB"
    "MMNvHUMmtt4zRlA2w+nqIBR8vliTipplAqydHpxOFt9uQNZE3YPDue5JpbX0rluYLqakw9"
    "bqnLmT83L0/LTKDTaFhlX2tMgXzGOwf1f+n/4CK6JsgyX6DebGbZVpCNarlMDUX9uxumZr"
    "pgerTN9zwIibtRqTM3iOXyoUHtQIuAp9VykEPXrsg92+ZHN2wMbaLwoPK5JWpUHowC5KoG"
    "MUXjv287XDUrWiI9Vzr9NU/bndu65QzYOAxVlgcZQs2AmgyYBdUTpfFP0+0J/u8gBXxOCa"
    "6hEybItEKoskJobGS5GmzOU2tuHwu3Tb/OxhbP0ArXtem2HtN5Bs10gaePtcx7AnK9yVXj"
    "d62MB66mC8QqiVj+2PgxMI7Zgl+e9OBgplGZOyI1XDNg3IW1GvHZuoqVRx8x2RGqe5ijSw"
    "BJ2SY3WNJoyRTDGVVSkVh/R3s4ly+8JXsxprMmoPrq4ioWqWNBqa6xexAgW2zwjs78Ckbv"
    "cXzXVLF8w+CgBKORMEVPqINRUA2eJwqt2J2JCQTXYpENu94kOjRXrdBc1WzMB4zLbd7I7B"
    "PPsmX1gZhIB3QopwakPAjx2SvtP8hQdih5rAXraVmKWdJVvGNEQMrtfFy8qJxfllmHKmVD"
    "bcRpgYSUkrWLpaNYvq8oGEG3QEbjpgQatv1fIChcvTDcBTwncwwpSJg72hMDLRe51DahdP"
    "WSPmETMpQMQkHKAf8+MqZTys52cZPCdj5WC19qCV98gY6Bw3lwC5Nu0kTft6+/tZwbi4jy"
    "17bE5lriC0YLcmoJcr5bIMMVnm8Jig7Jbo2lkKgmGatwhxxWMPbdRmTiioY7xZZ3VXE4sa"
    "ubrNFdopRI1uneSSU5ilrdNTSSZrSM0GlUpmts/EoVNI5xwqdVrefOwnI9CuUMZiie5ZI3"
    "vnHomvfIwQYvse1gj/2fDQPR4T1TGtgD3yEMfrSybOqBRvBIIJZ48owsgb6x90/TaoZWMx"
    "S8B9RXMyZ4btQJE0vSaWVDaWUDk3pJgEk6HR6kPIfFLrXt5Tli4loHbjtcPeldX/evx/3b"
    "u/63H/sjaGpmwuJkwhBes/seP5C74e31JbdLPpAPN8PPvTtepGNi0aXh8jodwIfrUe/b4B"
    "JBsV2TiYHkgYz6n4e/wEgHc2PmA+mPepyU/Ww3rCEiW/L2osJBf5ZdMYmStxe53BHF9Fsl"
    "rActx823b7RRK4B238UatSftpHG9Nbt+27PIqLV2dzXIgLw9+Hp7eyjf5LXlgnLPsRdYDJ"
    "KvT8usBWYwcOy7lbOWoYhiOD8CMjTBNiVzF7x+oL2H3r6gxxY4CgNH4Np4Zoq9TwR9vBqZ"
    "UecYq31vFtsGgOWyMWBJGh0HVkGvZxt9ZRvPY1mgs3Sda0fRPNTGE1vpgpu1pDVRTKHh3Q"
    "qvbZF6WU4pQm2jUtqCYZEJ/WM8hdKTdVgtINcWK5X5rUAAhAqSWLO6dD1nsVgtlPQT13XT"
    "H4WLWM5Lv5Oe98m3MspK6sVpmW43hyGVE3IiBYz9tiemXPGsmjUO/hTl3mwdrxWyY1XI1E"
    "/Iaa1VXbVedWXN6nItNAOvtuwST1LpUjd1TfZBOeKxQ23p5phZ0hZbY0Yn0NF2xrQNMvfZ"
    "BSdzqCRpunewNO4Q9OhqzIRyK0p7rihFZ8naq0f/UmFJOlWMHjtLy3WhuqXciZ0h7AyyLR"
    "/ZYfa25GmdoNI9jCVOaiVqwCsmqnTJzmKFmrucrSVD1R1Fqy17SyqqgZBQU8+cZxLlc7j2"
    "fxVMdbyW6i0lmQqEdFmYRmyermK0NFYrNsmOMAFCn4OZugoUnKM7ovSF7q+DkArwjJs5mg"
    "CmDp5MZRZzK2EO38lqnhxxVNdpVct5RpBoxXoeLcYiI3pisW6xpad2yHab+mfLcajD85sI"
    "L5cAtDzUGFmeizb6IaJP2Fk7TCgXdGqoPYu2v6ut4h6z/b21QKi9WOAf2U+T0H6i4Z2x4D"
    "RnG5M3OGpjYxmgmyM8D2lx88s0lRr9L+HzOtP/Mrj9ZW/FJJXOspG5HEuyQuZR3MOOWQtx"
    "/MRx8aCqoJ1ceyrVVNtYZIrE8chcs00Wj81DsoI4EL5HcF56mJcMgIyCOVsBa+P5FDnYMO"
    "HhzJhilyccOL69XS6vP6kW01U+ibSYfjgxXUuX2pXdgQMkaa0PbsU89mWu7ASVdmVLuLK1"
    "0N7uStdCe1eF9qR/UCC2Z9yHxYI7CMnjpMuySj1ka7rg0jWCxWG6vDDYmj9lDzwMRYfnDv"
    "VX0HbYQBzCF+hH9rt4NTDzFLmUlwzjvSKglXH4b1ER5L1+lkDQ/3WzM/gHnDA2JJ7xz8o8"
    "4xiyJfKPXZQEXc5sx3JmERekrpYEkY7g3imCm32tca16yHlqHa6mcriax07AiS2lZSdIOh"
    "c2/uq8gpb96rxQyYZXGSEZrhi5YMAkia5ipNUOhS4HLkTJreYkiV7NWpFrSZHLrdoGQL2L"
    "5jmqFVsV0+RG3Y5poDo1sFCjeTqJafIqV8ngwFH/5Bj8i+fdhJu3p6V+Qv7r5jCwchZ8Ip"
    "yOZ7TjJ+w8oyVeTjD39RmhAWBB2e8QpcXLTyC2C0TrbjOfVvkPqvInGJEDt7CCeZqoexXM"
    "5fx+uRrm8GL3IuYC1+Eh1BrVGLVnSbDlC1YxdI/9huWyYuENm3hbesMGMlkDN+yEms+BUT"
    "0wtMtdr8XUwrs1lrf13arvVpUOleO4Ww9hZFGNUfu9W9s2CCiGbnMWgcPcrVD7rvBq3bws"
    "vVl5ibndLlYIS2XPXPY3vxCRaTl46tnPVe7VcmLhtRrVDdS3qr5VVTpOjuNWVaAAaqfvVN"
    "1+tO32ow2bg0WXaWw82GIErnyHwvxQ0tQDU+0K05WNg64TC7rmdyK78Fymaoqu0Mq0D+SB"
    "sF0NDQxsaHhpP4PeOpttEkOQiaeWidF6QSGMjNGgHy3TxIRBQz2ey4fNU/Q7tQgOYs/YzF"
    "De/AUaroJRiEHi0CfDZh/3xZ/Y1vQSGe4jG86D2iy2uH0P/eZgtj5dbxzA9NsLNMLwm6Zs"
    "/uir+exK4O1BePL5PPmtCmQBfesf8NbXWSn7zUqB/48f8bOETJUkaQbmw67gFMjnlUA+Lx"
    "KozhsRqM7zfEr+OIntkCHrXAjZm7MqMWRsVOGe4O/SWFvhbZYHujSzJUmmy+lWz2xZcFlA"
    "EuwNkYa6OtR0JQ10RKKTtSRwXnERVRLpDZHGWgJrJxbxJfFOE2rMpTA3XAYWqFuWUwP4HL"
    "VGXwr9QMs1jWdB5nNxwk6GrL2857PX+xIGm452Z8zAsrimiTqTTd4YqGADysNZXP8pGr9T"
    "5afjyWLqUoknxVA/UE5fUNSyTiv7BJ3GXwb/nKuk2LTfaEluuVrTirGnyI+SvRLJrrWm0y"
    "HuR2aErYQSE3bNsOX4jjDd8pm6jdN448ZqBK0Go27VhExDVQmqUMNpAq1RMFVXkeLBZk3g"
    "1GBQnnooBXlO7sLa9az6HE/UJaikgiQSDeV9jxbkW0SYRo0GtiPbY5M1l9WoDq6y8SSh2F"
    "AUVbKRKrYlGCYkme0hJnd0iXm6AgRRBFEeLjImEIsRZgbmQ0sq0pTnEfL4Jx2PecjIDJ2U"
    "1rilTEdN6iw/BeImt2f5ZRdtA5jqUNRDhaImFcNy+aFqgOo4p+ZXiVYNKgkwqcDFYYWBOH"
    "I0FA8IBVFAFK0qRVsuWkQCkJYutHRx9JehwEYpB2qaSMOqZYxDyBiF5nUNaxrW9HZVTtSI"
    "rKpFYkbC6rpNxEjaeiUMFUHSiEd5tglUQGaIPeEX6LcVJibjwG+QC3IGLwZfb28vw8xR/g"
    "qFH8lTTrAxXUQppZDoss3Ysf/PrWAwgV0RzKmlm4NKN+KWfRDG3yf+MneUpTAu6N+3z1h+"
    "WLMnclCf/DS8GVzy1f5Abvu9X/qXwZLPbpEqUf7vKsT4vyuM8H8nKvngCy6TavhvqFvkQL"
    "RtJZnwpT+4vhl8uoyOkgfS+/JlNPylf30ZZtRh84GM+j/1r+7hmYN/xxAQ+0CgGPL1qPeN"
    "8RCy60x2ywAje1/uYJxtrFwYxWYa3fd+7rNR0LXPMx6DYHHp1KYqWRwlSRz5HI4EYGkm3y"
    "0N2y48wBJkrQXgnO33EHt1/vYiPr/gj7Kj6+5z7/a2KN5XvGPKYnxb3iWS26M6kumy1ZVS"
    "xF6V5OG9yud38RteMrkrSaNRroKyg1e2INWxbBmHBBrfKvjyhgTYHBteHuQKrQxiygbaGK"
    "ipwImwPro2BviPlcWmq8HlNGUrzSo0k+sxObCe19nKaUrdkURlLkML1zx/C1P/o+Gduw2r"
    "a5i5lP93DST851RUg7hrkVu1WFLZUHSOOXsRVYw5+7Qap1uSTp9tKp9tBKrpjjm/8kwuTV"
    "DNUOrkVInk1Oj2nzzLORpzdLp9jSA9VTvFdcideoBqd7gOuVMO0q0hd+JbqwFc7/wJuFGO"
    "7rqqimzuqk7hO2KC2+jm6v6ggQZBWlJRmEGctLQtyGCTJlUlgDFo1xAEIQYVM9HSeEYTDN"
    "0cvAUOnPXvEQHnflD18hIZti0KaNxprvJQgLA3sw4A0OGNxy546EYOWpZT7nqUk+V0d4xK"
    "oKraHSOR2SuQNtJ5v8XSRibReLuwMdw0tIBwQoKLAhDLBuoUSwXO2zIpwbWIyD1TbqCOid"
    "pxomvz9Gk987RPPEtQYricuTGR9p0rzFoHLwHEOs7zDKn2MKnMZwhoZr+1BpvTlHozHwGT"
    "1wuZJgkZqs755C9eV3DJX7wWh0yw57vHTMDk2j2m3WPqA6pNKto9phykilakGGH2vZ6wOQ"
    "h4mbOopN6fltlUnHDkGGaQapkW9AwlNKwqEfhdDOc94gVjoR9aMACGGg5GNp55yLApwUWN"
    "1HacUTclU8suo5uS6aZkbYKsalMynRaoE6q0IakBG0PELNmg2RydDprdpnFtIGvC6drxSK"
    "/c+lIq0uvWIo/D2Uxc9nbzslRLgDbDYwrjKqsIQBLI67b1xKR3DxO0tIjvYfc9cleYeNDD"
    "GGK0Zhax3AW0UWar6r8scsr7HU9A+Ie6LtBaD5sinWEfH6GVCLWUCI8+YjJeGO5CQsxNE3"
    "VO0FXRqnyE1WLWhuXVqBbzrXdzz6vFhPQPZPilP4B6L8Ex8kCi2jFR5ZhrJg9dIpMSDFVk"
    "Pn69C4rIzHwXm9ljrQr/Gy70Y1rulDryfbDSdB0yY7fcCQtsjLK2kiRNB+0lMidctfOJLd"
    "aVbTyPZYHO0nVOIW8eauOJXeZyWdkxhYZ3u/9WNy082FFtG2TuMzVLZnEnaTq3vM8uqti1"
    "s0ajhFn7Iru82edg0C2FVb7u8R9F+lSarANAl1nu+n+/Txntcs1QY7H/djj4FA3PdkhNAz"
    "9x6Bq8nZK6VpasFvKqHS7Kq1tMtaAzmf0RE+idIb0zIkUn0OcE925ZlYw8sS6UIVEoQ7t2"
    "am2DY3PtKFQsTzGbRJe4HJnha7A5Q6oj/lXmc/vxsGo5DvfsnG03clMtaFsI3ExmFs6JRX"
    "bsanvHJrkhR3sg7djQVtJZ3V8alt0zTXYYBRsi469OvT8tc1ljGAmHFgytGtn6bYEdjNyo"
    "HcnUIFBLxIF2ItjkrVh5zOl1INO/h5BUttAQZfsMPWHHYr/SBLeywR3N7N/gos67rvf3Md"
    "p9rZb72tgs1crG8A1JBz0752+qWFPYqEKTIX+X8TgEkEkGw2ao9gX2AQNipbDOB8S+acJ2"
    "JWBXdITVUAMypFoNUFkN4N286hQPTtBpu43SLJ4xIauePp8k1NtYZR4rkN169DJiTpuXiQ"
    "XepvkPCb6n7D97ztg8KBP2o/fvpKsOqGdN8YlASw3fnJbpp4SPkShk5S0gVNmjNm+QSeOK"
    "VZdMDWQiLO9zaXkum2Lque952POaaY8uT5WcQolMwlRL9h/Lgy6aTNsUBFXv84O0bqqWbi"
    "rUlor10j2rSUfi4K/mnp8yKObUkdFGkyQd8NFnsv6qdK58dS7WQ9nz3dXQV7nel/z4yjPo"
    "p7vhoEhkDQmy4qo19dC/eXnhvbHprzOf8OAmNPEt27OI+wI+9m/7Yl8JuwCglOiaC7HIRl"
    "NkZFKYIBtiYeMnLCjzVi17ICZucd9YZEYlwWdH8sfhJQLKB3L39eqqf3d3iVx/ysQA94F8"
    "640GYV6BQ3hewXVv8Kk/ukSmQeaByHbgTAEqLLRYeKRRsRhaLyRMofybs/MquLJR4vMMXu"
    "x+oPHpjzlWRgdR1C2baNQrmWhoc8sx8JdpitYTFsmO1W7DJH2LFyK0WJC9EAc8MY7wxLh8"
    "Wt1df3DP7kdMvAfC5AieNTe1qRpJcwoYxXSMi65OpmR1ssD89cXBM+xgUmYiS4w53W4sG6"
    "/i4dXjOcDUtAm1WBsMYmRaDmY625LJ3ewX8MpiYOaKVPD3aG2xxeR7yEAOXZ+iNdQYADtX"
    "NAK5xrMrjOvY88cJi9FHeyU2Ieh69Ie0qx2N8ac1hUlF80+wKfM82pLMERG1mMRxGLm5wR"
    "wOLStpWUnLSmJZqWfbllEgI8XvSmUjIxxVtTITQREF8hnHHNT/pf8DE0rWBFmiMkvbxzfs"
    "2CtLY+9aUEEr+evHXKK1rTz2fRRoZTrLo+hkLsZ3Q9E5hBu2v7CfM/U9KpYryk6QDKGuhS"
    "F3liTUnNgUJyFAb4h0FrRMFvQCT+vF0qYpteVfacs/E6LkObyh0g2SFGYu9oy5jCgQje+c"
    "ICDnPS9xfe8UU9ucBndFnRX7liEoOSUu+fq0TI+bbgZWLrKboKmmzFWh0Oqc2iKYVue0On"
    "dwhBtW5yITk7Q6lyHsTvGIlrW5oLc2A9YnAgm0EP4s2b6s9fl1/nK/8DfWG3CKqfSi3tBo"
    "84Q2T2jzhDZPqKDBavNEh5mrzRMdNU98DIsiC0wTHzf1kovNErNgUGWTRDi+ojliy2htil"
    "Bb3NKmiPZMEYqcJ1/YxSM6TPjz0pMEriyJfPcwXJZHy/pOmGju0DWaUvYKzSzH9U6RS5GB"
    "po7hLpC7oGsXGnsF+etrayroNNzozMJo3Ee26LjAnOh6B80XdFTuYbPdQ7ZUjMiNhuto3F"
    "aicRObpSKDEhQd5JGKPQemC4MQbMtbs1J07VkIOyJjJW20/N6SZkCaTpvI61oUKfEw8Qoa"
    "pBSLtlm6zom4zddPgX6QBepDtWaSbesSkOiFTUm4T771BveQ1RpQP5C7H4ffBpdc3CQP5B"
    "PPjp3z7NiPvZtbGBmUzctKtQdw2HkO9QEwiX2QIOncFtiLw/m46jlou/ppTdOradXjcopQ"
    "+05U5vGBmjYqlqvVntxWki0XGGNyfJBOl/sUzXNcPKiaL5dceyolzIGd8SrQKE8KzJDR69"
    "Nt1shxqJpWtEreQ0p+QIE8yNE3CPT8ZrynTlD4Es3YvyC3H8xHYF+ET0EW4c84onmLZGOz"
    "Cq2R8WrnBi1tgtQmSBXMWyqaILV568D2Fa1S1t4j1Va4FkK1EKoGD45dCP2JTkTCJzwuFT"
    "p/p5PKgTTgkGayHvimGct8/AL95trU+w1qqoc18k6R4xPC/8EkxMHX29ug8LqJDegaRriL"
    "G7qKQQV3BF+WF29/xM+iWJz9f6BQQo0iP8L64vCROTn11+AxbFAjKDO4cizqWB4nYd8JjC"
    "D/aD0W6EgEWiVDgQrF3vYjgb5rr65cz7TuNgFQtahzdPBVDYsIhzdSc7ui64tfDe0IxdW9"
    "WDkONcGfHHdWxrNNDcH1ckvJ/B7/UXDBJMg6oLeUGer7f79P2ehzzQJiPt0OB5+i4dkOAh"
    "nQE3d/GvW7pWHbhdd6kq49Pf3Nfi/3V+dvL+LrHP4ou8DvPvdub/OadyRUVTxjYhmsvaVr"
    "kOd2Dpiziyq3wEXBJXDRxB1wkT1kQvk2x6AtBd9jKu3/Vdo3aHgeXq5EvWiKs54TJDrlNn"
    "ucLehKAGb53RDRdAbNJu6FqW2w48EcT6QahaWpWhNEldTiKkbWhoj5xLMEXZC2xPpkiXUk"
    "iMqnvW243hg7DhVUEilWGNJUXdhTbSsNOpius9tLkcy4W2y4+ETgFghenJY5BmwYUrmpBQ"
    "WTPNjpGZmJHW6MX1D2HfnDOVt5a+P5FPEbgRvoT9Hkmb8DI+2EfdQPLrTSmT6Kelg0PPsO"
    "ObwHtRwr1HBOnXCJYis/rBC56lgbig7YwPYtItYSDZsUCfWl1clL67PhPIruLP689Mpash"
    "FSVSGQMYEmR3BRWBDYwJYWDLjkTx7xM7s1oNmbRTBjt4mXlN8np0EnJLpkP4FfQYaHri13"
    "Sh0TLQxBE6Z9f5i+z76L++zJsH0Bs4pVtJigA7dZG8qZIgfg3XSBTd/GI19YIyf5uvQ4dM"
    "OBY8evWiznlin1EFDDDiA/LMkL0TLsYmHMjLrERfOa6Hc6yZ92NefQh1iHgjmKDzF28Tn1"
    "jB5pSm1SVE18TOoGM4tY7qIWmzOkms8q8zk64cdLGV9hhqpDFWUbcxgGt6WM7WJD0QFpr3"
    "4ERLX4hbD+iAy+CZLOAfyqUq2AVyW1Al7lawUQppfUOP8TZPrsV+3sV0RD6k2D8u4C7Sh6"
    "dVraoDIYJFH6b4Udl5IfXBSSMiWG6zFWmA8jLutXiUqYghCN4AOgCyrDI/PU0smzh02e9U"
    "WoFmqdvhDWLsSpq6N26mKv7ZQBgnpWvkDir14NyxdJ/nsN15161hOWxPyErcqbX/qXKKB+"
    "IL0Pd/3BPft7Aqb6B3J1O7yDIlhBl4YHMup//MofOHjmu7oslnr7YS+irmuF61zKnmWJ82"
    "i1K/Twcm7KxoGntkVq2bIypFqfUZnPkXAtLEdQLCynqTpUjqAxWxboL3KgJig0oFsrNyS1"
    "wjTA0sUbkiOOC+Oq9Rsy+1VcwiG7ehtA9ms4TTdRTWxY2aIYSZv3E3ZcwxYoFh9C0o8/j7"
    "Add64VIz0KpzlesSkH95/7NKbFa1dgTUuu62JzWrSnJOxpbL0wLkXRAFBX7BKtIbZpYcTW"
    "MvcU2dbS8lweP2AExTtm1Fka3gvUi6OgeEUWCBBmM4nNcPv8sPKGG7Y/10Y6XeFOCTOdOi"
    "FuyVISvqDHW0kpCb/lFm/aiJrjjjaiNmNExQR+uWw/2ARViw1hoxvhaPvBus9kOoY/RMJl"
    "Gd5pQt2DVwJz+P84EKFkT5EEWYuHyb+m7Esx0ZXpMvAl/jziw8WkazKuZZZOU2qTpcomS+"
    "3b2Y9vRyLMJVE0JRFUUt96kYhfOTJ5thnjxdaCtBGYTLG/p+w/2yGtWpFWzYNKjKeEfSe2"
    "hwnsO0lbWbF9J2WYq5JbtwAbCvSCCfLV1oaLVr6HHGu+8KC3qYNx0hoDjQM8TNDSIr6HAw"
    "vMGiPXo6vAGuMKssL39ikNd3jWFpwdLThzdmOthP6jQjtBkkTbClqxFcg7x9ssXnIAn0kn"
    "BMxQppHz3qaJtAN3qwPX2Mh8O3oZG5UeVXQ0pteWSgX477DrBj86n7EbvioVstxgkIQPbe"
    "LQtYudF+g3y+Ql8Q0oI4B5XYBFVDd/SumjhXnvePiTfxw0cyLQPR6ZlDpin1mTkzcsURVe"
    "+01e+DqtVyqtF17kOfXT3XBQYGUKx2evf2vqoX8j23L3pgGf/HXmkylPS58wxdCziPsCPv"
    "Zv+7JRlDAP8EmJArnKBdkiBZk7HibQZeW+S9HMxbhODeYEmWaw0gxmP21mOct6OzlDq834"
    "KnMa/7Gy2HR1+i2nKLUurTKX2w+D3r5lO6REtxunqxa0LYTp7lV19gz+PfKKM39xWqo2wx"
    "CJbskLa77AroeiziuB72DGAz/RyrKp94OLlgxDtAbNAH3yYXRYfnZmM5WWOwumBiHUQxOM"
    "AhQLuijv9dO0o0ItR4X64XJKxppWixTlUUFyneGSJNoolHm+Dx9QcResFhtgdeCISSDqT2"
    "xrmsezNGRxQ6TDFSXCFedw90pCHdNopLcgXS+kiulT3Je/a1AVm+cTzBMLlEd2uxbGAqVq"
    "xrGFumvuHJviMxO2w+6ZR2kSKgdp7hg7x+jxVfQJJurqUmpi03V/wy3xcoKdJhbTZz5TV3"
    "ECs8OOKDWXPq0GPHs3p4QrqsiosllwW0wr48QirxaWECdRnKIpdVY0qPV6igzbtsD2Bs17"
    "oB8CeGC5OcRA/JOQZzxiF1lEHJDQzLTCdF03OqSi7E9ow+A9jwUV9n4tGqPNLIfN6K1Weu"
    "wY0ntPYs38crPoH8jVcPRlOOrd3wwHl8kd8ECgUWZvcAVlysK98EA+QuUyGBluieyWqpSY"
    "VMWIc1ZsxDnLGXE2eyZ/GVjzwp2RImuvHer+98j/nJ+/evX2/OWri3dvXr99++bdy3iz5F"
    "+V7ZoPN59g46QYIUiC5Ae61KGUJNGRnFudUPFNsqMXqkGxWUU/VHJVKeWIYky6EYdwBm/K"
    "5SU2xpIJ4GRgrpBHwRXk0CfLxM4lmlCfmPCQboIwT5G7Ymcg9DQEz5GDPd8pkJJ2n1J7ld"
    "QSd4K9AlG3Eq6PNJF2fmSe78P5EW4sWU5lyVSWTDvEreh0rKtIJOlVZtlJH8oXY6hdfH1z"
    "x3SI60tkBrWs6qgEDdcmXvlMjXELnOYVmLAhV5oHt0MmnV8im84tUNeuGQ8M03wgtzeDn9"
    "ljizwqyZ0n7FhsKqmu8EmaDtQXKIs/3EdLeHas0JkM3jFBLbDVdOC0hjbbaCuRx6wY7g2F"
    "XtzScAdKBtMsxOe9GPEUUYug//e+UE8f2W8qGdnelFjZ3uTNbDoDqNaaP7aAcp028D1wmd"
    "tp6iR6Jeh0+o/KHAYFQM4qn6DQiSEK9BvoHp460Wa/iTbZ/d8AoLdsmuFs1mFUE8eeSl6j"
    "e/qIhU6j4MVpmc/IgyESLiMevgjlN/q/9KE8PffpxFECL9AH6i1QMCkyHIwwmTrPK7YO3q"
    "PfAuWVF/NwKbRSP0W/U2hPBF6giW2QR1fsVGrjQ7XbSS23E10TeWdGmmhf2rr2O2kj1sGM"
    "WMZ0il0puDcUGu6acI994lm2rAacpdVasMpasINnbDbBbVO8sxIkemvJez+Or4nvk2Fbpi"
    "T+7P69vbm+RJz2gVz/783g0yUynxkr2F/9HrhcsaGCv5V/p5pF+9Ok+qRT+aTT7pnvg80L"
    "PH2sx+YUpd7MynN5bPq4Lp8TtK1wWvvhapfvqrOXE2R6I6vMXxsbwKqJoHpJcXRKiqgLIV"
    "j17V3VrFUhYLX0+Syt3k8q76dNLzXZdL8sZYfyzlpO+GvfE64m7PtyhccrNY+wtPv2KjnX"
    "caFc1X+b3djbXePtxhocKayqVvX0J79j7s/OZ1OGr05L0ymDQRK1PcEt7dB1UP6B92yFPE"
    "jsuJRwtzUU1TR83jCM4Wm/R2wxuIwDCC/ZPFAkwuPlNnkvCxgBFSSeBU7xfX+Ydoar5QxX"
    "v7JnSx02m1cIDh+sd/QrNyegFJ/3Scfqzp1K4XAbMelfHnI11KzyolX8TNYIlSA0caCy0m"
    "4QfYA5OoqPiadW3NKrPkS8jt4I/zMqNdpBpBzMzvQnbPK267uWsAznGhhHbAEqh2tteNMF"
    "LumNXAWnb5tJOgJRXpnZpkhGPaT3G7J+UAFjVyUS4hQHX29vM1rkTpohx1GgFkb4FuuEcS"
    "XJCl2oCQqbRb5ANx5Tt0yIQQYmrDD7TxDQfB0k23NFLOxpyLsxbIKbc7pfg/NqNU8tNS+o"
    "mlMrACdDqkMzlPZNWO4YyiI+CdhcWu49Rddiyfdokx1VxfcU4CTArd7mylNr15/S2yvi13"
    "oh5U3P0nXOfPbq5csK9jM2qrgxDrzLVHuwaVngwvZQ3tQECgcxnLB1+fHjJdjJZ7MH8uXm"
    "dnh/GXTReiD9Ue+OR/aGZvas3HaAeF74JnXCwpJ0OiRM5XPOHfO1KC9FxGS6b4yMFMGA81"
    "fYESvzWzFPkmrcJXC3DTL3mSovc5cnaTp3j59dVLgpzrJHU6Iy+oUu2fRd3hi24XpjXgey"
    "BqdzxFoLUpnXutp+45V9wIYqHU6aIOpMvEALcaQlYY+6y0Ell0phl4MRO1tGN1f3ZZF5mU"
    "oc7sLatR/bMJrneGWAbV5k8Lk0hdIIR2WYj/IK3X8XRPDWdboJItMmd11NPHbjls3Tre51"
    "uVaRYyeIT2k31OUo8Qr76e1+nn+OJ+oqVLzeG4WSdjtC1WxpPPWAItSzprsGTg34JF1dSw"
    "FE45WD2TLApCG0vsTTdRW3MNZl11jhYJauguRit4FAz7tglo6eUYnuaDtAFLdh6yBCm1qg"
    "9QGKS452ZZuVBXWCZScPl2RQp0zepVKmoKpmiIT9Sz6yMxHNvulLJF6eEe7bF2kYHdlYBW"
    "g1VmrK9b8sTR6pDlUfJuqZphOWkOwgVu4mGXRXtBJ5pR0BSjbn1povvOCDRC1Mg3enW5qY"
    "8lFVo6xRmIzA82Hhjmf/tKAt+2plW/DYCes9vw/idtCaycvIo7YpCK3ecTIdT61WPLX6JU"
    "Ba3eSHqQFiirAvjtswhYDvMWRjn4DvOXdZ3oWvGy6p77cP7yA5z32aSPvut/qQC3MYpb3I"
    "1RMZFUO4qgKXXlsqlXiJoBdImwmuFAub/JfZVuDsqdYABRPPeUZry1sgAxHqYV5shUuD4u"
    "Yl2wgEQuOvJ49sRcBLRmx5z4D8P7QkeUBJMuJHnfSGiFZlkeYkbgxyuckRfSBXw9GX4ah3"
    "fzMcsOfUWbEbESgeSO/29qY3uOpfIsO2LfjdD+Qjm4CPnEEaTaAnS0e2VmlHWtKNNN+MdL"
    "OFpDSAFJkW/2uL/7p0UbSyK+VenZXkXp3lc6/gPpFCNxzfOXTfVEL3TQm6bwSZbToo/ntQ"
    "uCJmTcS3RLGRKEune3duLVgaQ9aA4tWktV1FvSu3vnYI4k2Z1Xfyf8c2/OM8sap4eJtTUH"
    "vYsaaLE4F+Gr45LVNPjc2YbbppMQzaKaGWKvmEnSjKpqrUliBRWYmsKbqdv3lTQXRjowpF"
    "N/4uYxpfrWQQDod3EN29qB3sEz1MBFLxT3fDQYGwtCHJisPW1EP/RpEZ7sjQLgEXwEjJwL"
    "muedkGeRnhFib4IFdgtfnL7M//B+vA8pc="
)
