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
ALTER TABLE `characters` ADD COLUMN IF NOT EXISTS `corporation_since` DATETIME(6);
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `accounts` ADD COLUMN IF NOT EXISTS `declined_at` DATETIME(6);
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `signins` ADD COLUMN IF NOT EXISTS `proof` LONGTEXT;
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `erase_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `closed_by` VARCHAR(8) COMMENT 'STAFF: staff
PILOT: pilot
ERASING: erasing';
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
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
ALTER TABLE "characters" ADD "corporation_since" TIMESTAMP;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "accounts" ADD "declined_at" TIMESTAMP;
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "signins" ADD "proof" TEXT;
ALTER TABLE "users" ADD "closed_by" VARCHAR(8) /* STAFF: staff
PILOT: pilot
ERASING: erasing */;
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
ALTER TABLE "users" ADD "erase_at" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
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
    "eJztXVtz20aW/itdesnsltZrSZbslaemipZoRwlNuig5nt1oigGJJokIbHBwEaOayX/fPo"
    "070ADRIAg24X5JLKBPk/xOX879/OtkZenYdF71PN1wx9bm5Br964RoK0z/kXt3ik609Tp+"
    "Aw9cbWqywRqMYkOmjmtrM5c+nGumg+kjHTsz21i7hkVg6LelhXRDR5ul5iLXov+3VqfIXd"
    "qWt1jSv4zZkpLOKOVm+fIKfcG2YxEHaTZG8NV0NH1Bjjf9Hc9cRKexiPnyCj5Zt2b0ow2y"
    "2OeHeMT4p4cnrrXA7hLb9KN+/Qd9bBAd/4Ed+PPXE3cJXwKe6if05a8nwUTJRxQhyw4fwA"
    "zrp8ncwKaeYgF9SV+x5xP3Zc2efTAWd8T9yMbCr55OZpbprUg8fv3iLi0SERiEffICE2xr"
    "LoZPcG0PGEM80wwYGPLK/33xEP+HJWh0PNc8E9gL1P4XiJ+dTCbD0cPkvv8wmZzkWB9SJB"
    "gVPJpR8OmyoV/VYQAs4Cv81/+cn19cvD1/fXH17vLN27eX716/o2PZ982/evun/2VitPyp"
    "GGZ3n+6GD/CFLLo2/RULD/5kNJqr+VSMfzH6mptH/5Yi6BorzMffp8jgrwckr8J/ZLkRYl"
    "/GjvDBYfhRAu3D3ef+/UPv8xeYfuU4/zQZTL2HPrw5Z09fMk//cvUfaV5Ek6Bvdw8/IvgT"
    "/d9o2GdoWo67sNknxuMe/u8EvpPmudaEWJuJpieBDB+Hj+jQmKuw6/N8/Rm/8FkaDs8wla"
    "LTDBvjQ7KNfbXS/piYmCzcJf3zXQlbf+mNb37sjf/y7j9SHIwfI/h/7+ahP0b0WyHPnb9b"
    "Td+gm9FgQLkc/j2ZGiTN6mEwxTlM/WeKM/RMhN9TnTcxwb640+qhl2LO1ZsK3Ll6w2cPfb"
    "47f2DyNIOii60if6LxrbHn5OS7Zc4Uzy2bc7L9dD8a8tkTU2RvLINKPf9GpuHkJAcOnwIm"
    "yHLGlXAGoEhdUyGef/nc+3vmShreDEYfsvcPTPAhe2rNXWyLwB4RKNTro25jzeHdFTdLze"
    "bDHlO0d5W3dBxdvH5d4Tyio7JoR8cJe5dGeGbZNjY1wSs5Q9U9qM+rIH3OP/np891Pfpg8"
    "JzdZ9oSnKxYqikmS7epirePnAPri+dmbt2/eXVy9idTE6EmZdhhqgjGigcIuhmmaSKHKUA"
    "XTxvyJr16HJpA0vh+pTGIsSHjC3NGvpBGuDhYYqO5j68pRwftnuIDCp/Hn29omsgal9ir9"
    "9fQ3Y5f9/jHVhcd3Nw8nvLWrgN0KbHrDFkALC3iqzZ42mq1PUisZ3ljnVuZJNDb/anW+yj"
    "7RiLZg+MAvge8dGV1d65NteesTrkU2fHlabpJ1rQUMc6rZZR+WGLHxyAWjKawO3UFURUAW"
    "wYhe7Gt6HcFgRB9ppmnA6kEGCV6TubHw/AF5c2zDc3OssL+e+MPg9RNdd/B/TFzDfZmEJt"
    "aEkVbI4vq9mFt3vD6LDakhP/Kiep94q9xplMI4pJXZ/nZyMxp/GY17D3ej4XVyNT+S3mBw"
    "1xve9K+jVZ3dG1WkzrMqUufZeaF4f5aTGeOtkeNLmYMhRVZLxJHOJNqiqyGpXMFZJSZfpm"
    "j2hf3xHTsxqOyCEcM0SdIMpEd/kJdI7PENu6NkGUkwN9GMx7V0q4qYqT2bkjBvevc3vdu+"
    "mICZWet5TowIfrDofyryIZIij2qVVwU/ubkrYN+MwB6s6DKxPV70FYT3ib+EKsrwdCeiNb"
    "bWJhOe/TAHughc7Jz68reDrHnwHCQrFvCw0nQ6FZXI0dLaUAEdv7DHMyqxYD0vy+/pM7ZH"
    "ViihvU2hHcTYSaw/ZmREyzKxRgptwEnKDNRTSrovOTF60q6H48NoNEh5OD7cZSTA4dfPH/"
    "pURGcSOh1kuIWCYYjdZG3jufGHiIuDS9yiCf6Gfj5qxw5/WcXjcVns8Ljk+TvWE/hj4lie"
    "zYsRqaaw8uZpkQfs54ix4GTY+0wVVKB8JA93Nz/3x/QoM2ZPvptyf2El1aJCAr253lnEoV"
    "bnkcB5lMavxplUOEGLe6IXGhSP9WyKQGzgfCqaS51R9c8oG69NjULqrOl/RY+oPLE6oQRO"
    "qDR8k41BGSxwPhWQdy5w4azKoXRWfCid5QUm03K48YDlykFMpZb5lmWeM8UV24oyliHeGR"
    "TQffx5XBygw/MwHplBv8g6lHaSM3tFQyDdw2RdQqoVz7aPWpmdLMK1ipks5uh2K1nPt1dB"
    "UpCDQ1vWArtgl0qYsLRtXu0d5tniwWbzKq/1gQ1gykfXfGQdLGzBuLoEiYJUOekO4aTLLe"
    "EG8G1QbJAR1eS23d3z2ZwA8sHWnrhyh/+iVNyYwpCKQsaIYCoeWOs11tFac5xrEBPQxvJM"
    "HZkgL0Bq8ima29YqdKIxW8wr9NtaezEtTf8NLS36i6Ic5plm2y/I8lxkEfSftxYy3P/MCy"
    "Utfq5y2cklsRQZBguzNQ5h/dsnvtKnaszp18f22g4Wb0U2ZahUsmsb+ZRwf3kcE0E1K3tM"
    "3aIlUXOecLh6KhvWe/c/92+vEaN9JLejYf8a6RbBj+Tn/peHa/SE1+4jGfS+3MMwU1s7MK"
    "73adxnZAsbw9/3X/pDOthZY3+NHtggDxedzWFe4RUTE3QpqrUxtQ0EAjFAExQKUQ6igayV"
    "R7Q4cThBslPqcL3D5a9zj7B6C2jqGaZrEOcVfOzf9uW+aDujeGZjgGwiXvUlTamqv8hc/c"
    "XBmNRgcYKsHf4ewhHQCQbreGbotbZxmrIBNh9PiYaj5fKUn8JUKJXk6FSa9jZ7cgxZEzbP"
    "jqcU59aXVFnFoLpqM5dZ6nLmz/jlaZkJdBYOq+xrjSiQR3lno/4v/R8cZG0IMvRXqDefG6"
    "bh5/4aDlVDUf/+jqqZDpgeTf09C/liblTLXmjEcNhQv1KjQcDTatjItjYOzz3b5kc3bAxt"
    "osyj9Jk8ctR5DMMRq4aMheO/bztcNStaIhlaONk4T9ud27rlfOMo6FeUBxlCxYCaDJj7tS"
    "qF8U/T7Qn+QxjSWk+4j88SxyA8L9kWIw9vAqUkyqwkLiyCa9gBEmSKvzLzV4vl9xpszlMr"
    "bh8Lt3Wvzsbmz9AK15W5vh7TWY7abIlnT7VMuhxytcll43etLBdmmuGI0gL5G5HBa6gds9"
    "emPNHFxlRw1XdEarShwDhLYz1ms3UVK9d6wmRHqB5gji4BJGSPjrG0wiVTDGdYq0hg/R3t"
    "4Vy+8Fb0xcSaNwHVVwdXsUIeC0p1HRxDH9liJ0d45ldwdEyiu6aKtwMG+0VOtYT7YWrZGP"
    "n9Flhy2JremZhAQDXm+S3qTaLCseUKx5bNr3DAWOzmHQsecQ1TVB+IiFQQj3RqQMpaG529"
    "wj6jDGWHEgZbsJiXpRUmwwN2jAJJhRocFy8q5xRm1qFMGXCxOM2RkFKydrF0FMn3FQUj6M"
    "dJaZyUQEO3/ysEpeGXmrOE52SBIe0Ms+CKxEDDQY5l6lAcfmU9Yx2y0jRigZQDMR1Im80s"
    "erbz24C287FK+JJL+GILdAIczoNbmGiVJvq+4ztay7Oq441t0gOrBLn9CXKeUyDDFZ5vCY"
    "oOyW6NpQ3JJhnLcIccVjD2nEZk4oqGO8mWd1VxOLGrm6yCX6KUCFbC30klOYpq+DU0kma0"
    "jMBpVKZrxH6lChrHJOHTqtbVamk4rgUlLOYomuWatZayrQ3rQoU1VsTexi79Px0GosN7qj"
    "TQB55NKPxobZiWCxrBE4H48ekLMjj6xt4/TakZSs2Q8B6QX82Y4oVWJ0wsSaeUDamVDUzq"
    "JX4m6VR4kPQc5rvUtpdkiYhrHbjtcPWkd3vbv530B/f9bz/2x9A2UIfFSYUhvKH3PX4k96"
    "PB7TWzSz6SD3ejz717VphlalgrzWG1WYAPt+Pet+E1gnLWOhUDySMZ9z+PfoGRNmbGzEfS"
    "H/cYKf3ZTlA3RrSo9FWFg/4su2ISRaWvcvlCkum3UlgPWs6VaN9oI1cA7b4LdCpP2knjem"
    "t2/bZnkZFr7e5qkAF5e/h1MDiUb/LWcEC5Z9hzLAbJ16dl1gLdHzjxnMqZ6lA4M5gfARma"
    "YtMiCwe8fqC9B94+v4sdOAp9R+BGe6GKvUc4nfIamVHllct9bxbbBoDlojFgSRoVB1ZBr6"
    "cbfW1qLxNRoLN0nWv40jzU2jNd6ZybtaT5V0Sh4N0Kr2mQellOKUJlo5LagmGQqfXHBJog"
    "1WI1h1xZrGTmtwQBEDJIYs3q0vWcxXy1UNBPXNdNfxQuYjEv/U563ifPyCgrqRenZbrdAo"
    "ZUTsgJFTD6256pcsWyajbY/5OXe7N1vFLIjlUhkz8hp7VmkNW6QZa1g8z1g/S92qJLPEml"
    "yhvVNdn7JagntmUKt5/NkrbYlTM8gY6qKWdKZdPIwqMXnMihkqTp3sHSuEPQtdYTKpQbYd"
    "pzRSk6S9ZeD4LXEkvSqQYE2F4ZjgMVTcVO7AxhZ5Bt+cgOsrcFT+sElWqfLHBSS1H3XzJR"
    "pUt2FiPQ3MVsLRmq7ihabdlbUlENhASaeuY8Eyifw7T/G3+q47VUbynJVCCki8I0pvN0Fa"
    "OVtl7TSXaECRD67M/UVaDgHN0RpS/W/rpGyQDPpJmjCWDq4MlUZjE3EubwnazmyRFHdZ1W"
    "tZxnBIlWrOfhYiwyoicW6xZbemqHbLepfzZs27JZfhNh5RKAloUaI8N1UKwfIusZ2xubCu"
    "Wc7hy1Z1H2d7lV3GO2v7cWCLUXC/wT/WkC2k84vDMWnOZsY+IGR2VsLAM0PsLzkBY3PE1T"
    "ydHzFD6vMz1P/dtf9FZMUqksG5HLsSQrZBHGPeyYtRDFTxwXD6oK2sm1J1NNtdgiUySOh+"
    "aabbJ4ZB4SFcSB8D2C89LFrGQAZBQs6ArYaC+nyMaaDg/n2gw7LOHA9sztcnn9SZWYLvNJ"
    "pMT0w4npSrpUruwOHCBJa71/K+axL3NlJ6iUK1vAla2E9nZXuhLauyq0J/2DHLE94z4sFt"
    "xBSJ4kXZZV6iEbsyWTrhEsDt1hhcE27Cl94GIoOrywLW8NraY1xCB8hX6kv4tVA9NPkWOx"
    "kmGsVwS0rw7+zSuCvNfP4gj6v8Y7g33ACWVD4hn7rMwzhiFdIv/YRUlQ5cx2LGcWckHoak"
    "kQqQjunSK46deq2Z02R63C1WQOV3PpCTg1hbTsBEnnwsYvzito2RfnhUo2vMoIyXDFiAUD"
    "JklUFSOldkh0OTAhSmw1J0nUalaKXEuKXG7VNgDqfTjPUa3YqpgmN+p2TH3VqYGFGs7TSU"
    "yTV7lMBgeG+idbY1887yaM356W+gnZr1vAwMpZ8IlwOpbRjp+x/YJWeDXFzNenBQaApUV/"
    "By8tXnwCvl0gXHfxfErlP6jKn2BEDtzCCuZpou5VMBfz++VqmMOL3YuYc1yHh1BrZGPUni"
    "XBli9YydA99huWyYqFN2zibekN68tkDdywU0t/8Y3qvqFd7HotpuberZG8re5WdbfKdKgc"
    "x916CCOLbIza793atkFAMnSbswgc5m6F2neFV2v8svRmZSXmdrtYISyVPnPo3+xCRLph45"
    "lrvlS5V8uJuddqWDdQ3arqVpXpODmOW1WCAqidvlNV+9G22482bA7mXaaR8WCLEbjyHQrz"
    "Q0lTF0y1a2ytTex3nVhaG3Yn0gvPoaom7wqtTPtIHgnd1dDAwISGl+YL6K3zeZwYgnQ8M3"
    "SMNksLwsgoDfrR0HVMKDSWy3L5sH6KfrcMgv3YMzozlDd/hUZrfxSikNjWs2bSj/viTU1j"
    "do0054kOZ0FtBl3cnot+szFdn4478WH67RUaY/hNMzp/+NU8eiWw9iAs+XyR/FYFsoC69Q"
    "9466uslP1mpcD/J0/4RUCmSpI0A/NhV3AK5PNKIJ8XCVTnjQhU53k+JX+cwHbIkHUuhOzy"
    "rEoMGR1VuCfYuzTWRnCb5YEuzWxJkqlyutUzW5ZMFhAEOyZSUFeH2loLAx2SqGQtAZzXTE"
    "QVRDomUlgLYG1HIr4g3mlChbkQ5ppDwQJ1y7BrAJ+jVugLoe9rubr2wsl8Lk7YyZC1l/d8"
    "9mZfwmDT0e6UGVgU1zRRZ7LJGwMVbEB5OIvrP4Xjd6r8dDxZTF0q8SQZ6gfK6fOLWtZpZZ"
    "+gU/iL4J9zlRSb9hstyS1Wa1oy9hT5UbJXItm11nQ6xP3IjLCVUKLCrh60HN8RpgGbqds4"
    "TWI3ViNoNRh1KydkCqpKUAUaThNojf2puooUCzZrAqcGg/LkQ8nPc3KWxq5n1edooi5BJR"
    "QkkWgo77lWQb5FiGnYaGA7sj06WXNZjfLgKhpPEogNRVElsVSxLcEwIclsDzG5t1aYpStA"
    "EIUf5eEgbQqxGEFmYD60pCJNeR4hi39S8ZiHjMxQSWmNW8pU1KTK8pMgbnJ7ll920TaAqQ"
    "pFPVQoalIxLJcfqgaoTnJqfpVoVb+SAJUKHBxUGIgiRwPxgFggCvCiVYVoy0WLUABS0oWS"
    "Lo7+MuTYKMVATRMpWJWMcQgZo9C8rmBNw5rertKJGqFVtUjMSFhdt4kYSVuvgKHCTxpxLZ"
    "ZtAhWQKWLP+BX6bY2JTjnwG+SCnMGL4dfB4DrIHGWvUPCRLOUEa7NlmFIKiS7bjB37/9wK"
    "BhPYFf6cSro5qHTDb9kHYfx94q1yR1kK44L+ffuM5Yc1eyIG9clPo7vhNVvtj2TQ7/3Sv/"
    "aXfHaLVInyf1chxv9dYYT/O17JB49zmVTDP6ZukQPhthVkwpf+8PZu+Ok6PEoeSe/Ll/Ho"
    "l/7tdZBRh/VHMu7/1L95gGc2/h1DQOwjgWLIt+PeN8pDyK7T6S0DjOx9uYdxprZ2YBSdaf"
    "zQ+7lPR0HXPld78oPFhVObqmRxlCRx5HM4EoClmXy/0kyz8ABLkLUWgHO230Ps4vztVXR+"
    "wR9lR9f9595gUBTvy98xZTG+Le8Swe1RHcl02epKKWIXJXl4F/n8LnbDCyZ3JWkUylVQtv"
    "Ha5KQ6li3jgEDhWwVf1pAA6xPNzYNcoZVBRNlAGwM5FTge1kfXxgD/sTbodDW4nKZspVmF"
    "YnI9JvvW8zpbOU2pOpLIzGVo4Zrnb2Hqfzi8c7dhdQ0zl/L/roGE/5yKqhFnw3OrFksqMU"
    "XnmLMXUUVb0E+rcbol6dTZJvPZRqCa7oTxK8/k0gTVDKVKThVITg1v/+mLmKMxR6fa13DS"
    "U5VTXIXcyQeocoerkDvpIN0acse/tRrA9d6bghvl6K6rqsjmruoUvmMquI3vbh4OGmjgpy"
    "UVhRlESUvbggziNKkqAYx+uwY/CNGvmIlW2guaYujm4C6x76x/jwg49/2ql9dIM01eQONO"
    "c5WHAgS9mVUAgApvPHbBQzVyULKcdNejmCynumNUAlXW7hiJzF6OtJHO+y2WNjKJxtuFjV"
    "Hc0ALCCQkuCkAsG6hSLCU4b8ukBMcgPPdMuYE6ImrHia7M06f1zNMecQ1OieFy5kZEyncu"
    "MWttvAIQ6zjPM6TKwyQznyGgmf7WGmxOU6rNfARM3ixFmiRkqDrnk796U8Elf/WGHzJBn+"
    "8eMwGTK/eYco/JD6gyqSj3mHSQSlqRYozp93rG+tDnZc6iknp/WmZTsYORE5hBqGWa3zOU"
    "WEFVCd/votnvESsYC/3Q/AEwVLMxMvHcRZppEVzUSG3HGVVTMrnsMqopmWpK1ibIsjYlU2"
    "mBKqFKGZIasDGEzBINms3RqaDZbRpXDFkTTteOR3rl1pdUkV4DgzyN5nN+2dv4ZamWAG2G"
    "JxaMq6wiAIkvr5vGM5XeXUzQyiCei533yFlj4kIPY4jRmhvEcJbQRpmuqv8yyCnrdzwF4R"
    "/qukBrPazzdIZ9fIRSIuRSIlzrCZPJUnOWAmJumqhzgq6MVuUjrBaz0Qy3RrWYb727B1Yt"
    "JqB/JKMv/SHUe/GPkUcS1o4JK8fcUnnoGukWwVBF5uPXe7+IzNxzsJ491qrwv+FCP7rhzC"
    "xbvA9Wmq5DZuyWO2GBjVHUVpKk6aC9ROSEq3Y+0cW6NrWXiSjQWbrOKeTNQ60908tcLCs7"
    "olDwbvffqqaFBzuqTY0sPKpmiSzuJE3nlvfZVRW7dtZolDBrX2WXN/0cDLolt8rXA/6jSJ"
    "9Kk3UA6DLLXf/vDymjXa4ZaiT2D0bDT+HwbIfUNPBT29qAt1NQ18qS1UJetsNFenWLqhbW"
    "XGR/RARqZwjvjFDR8fU5zr1bViUjT6wKZQgUylCunVrb4NhcOxIVy5PMJtElLodm+Bpszp"
    "CqiH+Z+dx+PKxcjsM9O2fbjdyUC9oWAjeTmYULYpAdu9re00nuyNEeSDs2tBV0VvdXmmH2"
    "dJ0eRv6GyPirU+9Py1zWGEbCoQVDq0a2fltiGyMnbEcy0wjUErGhnQjWWStWFnN668v07y"
    "EklS40ZNF9hp6xbdBfqYNbWWOOZvpvcFHnXdf7+xjlvpbLfa3FS7WyMTwm6aBn5/yyijWF"
    "jio0GbJ3GY+DD5lgMGyGal9gHzAgVgjrfEDsZRO2Kw67wiOshhqQIVVqgMxqAOvmVad4cI"
    "JO2W2kZvGcCln19PkkodrGMvNYguzWo5cRc9q8SCzwNs1/RPCDRf+z54zNgzJhP3r/Trrq"
    "0HKNGT7haKnBm9My/ZSwMQKFrNwlhCq7lskaZFpRxaprqgZSEZb1uTRch04xc533LOx5Q7"
    "VHh6VKzqBEJqGqJf2P4UIXTaptcoKq9/lBSjeVSzflakvFeume1aQjcfBXc8/PKBQLyxbR"
    "RpMkHfDRZ7L+qnSuvDjn66H0+e5q6EWu9yU7vvIM+ul+NCwSWQOCrLhqzFz0b1ZeeG9s+u"
    "vcIyy4CU09w3QN4ryCj/3bvthXwi4AKCW65kIsstEUGZkUJsiGWJj4GXPKvFXLHoiIW9w3"
    "BplbguDTI/nj6BoB5SO5/3pz07+/v0aON6NigPNIvvXGwyCvwCYsr+C2N/zUH18jXSMLX2"
    "Q7cKaAxS20WHikWXwxtF5ImET5N2fnVXClo/jnGbzY/UBj0x9zrIwKoqhbNlGrVzJRU+aW"
    "Y+Av1RSNZ8yTHavdhkn6Fi9EaLEgeiEOWWIcYYlx+bS6+/7wgd6PmLiPhMoRLGtuZlpyJM"
    "1JYBRTMS6qOpmU1cl889cXG8+xjUmZiSwx5nS7sWyyjoZXj+cAU1McarHRKMRIN2xMdbYV"
    "lbvpL2CVxcDMFarg79HGoIvJc5GGbGtzijZQYwDsXOEI5GgvDjeuY88fxy1GH+6VyISg6t"
    "Ef0q52NMaf1hQmGc0//qbM82hLMkdI1GISx2Hk5gZzOJSspGQlJSvxZaWeaRpagYwUvSuV"
    "jbRgVNXKTASFFMijHLNR/5f+D1Qo2RBk8MosbR/fsGOvLI29a0EFreSvH3OJ1rby2PdRoJ"
    "XqLE+8k7kY35iicwg3bH+hP2fmuRZfrig7QTKEqhaG2FmSUHMiU5yAAB0TqSxokSzoJZ7V"
    "i6VNUyrLv9SWfypEiXM4plINkiRmLna1hYgoEI7vnCAg5j0vcX3vFFPbnAZ3Y9lr+i0DUH"
    "JKXPL1aZkeN4sHVi6ym6CppsxVoVDqnNwimFLnlDp3cIQbVudCE5OwOpch7E7xiJa1Ob+3"
    "NgXWIxwJtBD+LNm+rPX5df56v/A31htwhi3hRR3TKPOEMk8o84QyT8igwSrzRIeZq8wTHT"
    "VPfAyKInNMEx/jesnFZom5P6iySSIYX9EcsWW0MkXILW4pU0R7pghJzpMv9OLhHSbseelJ"
    "AleWQL57EC7LomU9O0g0t60Nmln0FZobtuOeIsdCGprZmrNEztLaONDYy89f3xgzTqfhRm"
    "fmRuM+0UXHBOZE1ztovqCicg+b7R6wpWJEbjhcReO2Eo2b2CwVGZSg6CCPZOw5MFtqhGBT"
    "3JqVomvPQtgRGStpo2X3ljAD0nTKRF7XomgRFxO3oEFKsWibpeuciNt8/RToB1mgPlRrJt"
    "m2LgGJXlgXhPvkW2/4AFmtPvUjuf9x9G14zcRN8kg+sezYBcuO/di7G8BIv2xeVqo9gMPO"
    "tS0PABPYBwmSzm2BvTicj6ueg7Krn9Y0vepGPS6nCJXvRGYeH6hpo2S5Wu3JbSXZcr4xJs"
    "cH4XS5T+E8x8WDqvlyybUnU8Ic2BlvfI3ypMAMGb4+3WaNnASqaUWr5AOk5PsUyIUcfY1A"
    "z2/Ke8v2C1+iOf0X5PaD+Qjsi/ApyCDsGUM0b5FsbFauNTJa7cygpUyQygQpg3lLRhOkMm"
    "8d2L6iVMrae6TaCldCqBJC5eDBsQuhP1lTnvAJj0uFzt+taeVAGnBIU1kPfNOUZR5+hX5z"
    "TMv9DWqqBzXyTpHtEcL+QSXE4dfBwC+8rmMNuoYR5uKGrmJQwR3Bl2XF25/wCy8WZ/8fyJ"
    "VQw8iPoL44fGROTv3VfwwbVPPLDK5tw7INl5HQ7wRGkH+0Hgt0JAKtlKFAhWJv+5FA37VX"
    "V6xnWnebAMha1Dk8+KqGRQTDG6m5XdH1xa6GdoTi6l6sHIea4E+OO2vtxbQ0zvUysMjiAf"
    "9RcMEkyDqgt5QZ6vt/f0jZ6HPNAiI+DUbDT+HwbAeBDOiJuz+N+v1KM83Caz1J156efrnf"
    "y/3i/O1VdJ3DH2UX+P3n3mCQ17xDoariGRPJYO0tXY28tHPAnF1VuQWuCi6BqybugKvsIR"
    "PItzkGbSn4HlEp/6/UvkHNdfFqzetFU5z1nCBRKbfZ42xprTlglt8NIU1n0GziXpiZGj0e"
    "9MlUqFFYmqo1QVRKLa5iZG2AmEdcg9MFaUusT5ZYRYLIfNqbmuNOsG1bnEoixQpDmqoLe6"
    "ptpUEF03V2e0mSGTfAmoNPOG4B/8VpmWPAhCGVm1pYYJIHOz0l07HNjPFLi35H9nBBV95G"
    "ezlF7EZgBvpTNH1h78BIO6Uf9YMDrXRmT7weFg3PvkMO70EtxxI1nJMnXKLYyg8rRKw6Vk"
    "zRARvYvkXEWqJhkyKhurQ6eWl91uwn3p3FnpdeWSs6QqgqBNKm0OQILgoDAhvo0oIB1+zJ"
    "E36htwY0ezMIpuzW8cpi98mp3wnJWtGfwK4gzUW3hjOzbB0tNU4Tpn1/mLrPvov77FkzPQ"
    "6zilW0iKADt1kbypkkB+D9bIl1z8Rjj1sjJ/m69Dh0goET26taLGdAlXoIqKEHkBeU5IVo"
    "GXqxUGaGXeLCeXX0uzXNn3Y151CHWIeCOYoPMXrx2fWMHmlKZVKUTXxM6gZzgxjOshabM6"
    "SKzzLzOTzhJysRX2GGqkMVZRtzGPq3pYjtIqbogLRXPwKiWvxCUH9EBN8ESecAvqhUK+Ci"
    "pFbARb5WAKF6SY3zP0Gmzn7Zzn5JNKTezC/vztGOwlenpQ0q/UECpf/W2HYs8oODAlKqxD"
    "A9xgjyYfhl/SpRcVMQwhFsAHRBpXhknhoqefawybMeD9VCrdPjwtqFOHV51E5V7LWdMkBQ"
    "z8rjSPzVq2F5PMl/r+G6M9d4xoKYn9BVefdL/xr51I+k9+G+P3ygf0/BVP9IbgajeyiC5X"
    "dpeCTj/sev7IGN556jymLJtx/2Iuo6RrDOhexZBj+PVrlCDy/npmwceGYapJYtK0Oq9BmZ"
    "+RwK19xyBMXCcpqqQ+UIGrNlgf4iBmqCQgG6tXJDUitMAyxcvCE54rgwrlq/IbNf+SUcsq"
    "u3AWS/BtN0E9XEhhUtipG0eT9j29FMjmLxISD9+PMYm1HnWj7S42Ca4xWbcnD/uU9jWrR2"
    "Oda05LouNqeFe0rAnkbXC+VSGA0AdcWu0QZim5ZaZC1zTpFprAzXYfEDml+8Y27ZK819hX"
    "pRFBSryAIBwnQmvhlunx9W3nDD9BbKSKcq3ElhppMnxC1ZSsLj9HgrKSXhtdziTRlRc9xR"
    "RtRmjKiYwC8X7QeboGqxIWx4IxxtP1jnhcwm8AdPuCzDO02oevAKYA7/n/gilOgpkiBr8T"
    "D514x+KSq6Ul0GvsSfR3y46NaGTGqZpdOUymQps8lS+Xb249sRCHNJFE1JBJXUt14k4leO"
    "TJ5txnixtSBtCCZV7B8s+p/tkFatSCvnQcXHU8C+E9nDOPadpK2s2L6TMsxVya1bgg0Fes"
    "H4+WobzUFrz0W2sVi60NvUxjhpjYHGAS4maGUQz8W+BWaDkeNaa98a43Cywvf2KQ13eFYW"
    "nB0tOAt6Y625/qNCO0GSRNkKWrEViDvH2yxecgCfSScEzECmEfPepomUA3erA1eLZb4dvY"
    "yNSo8yOhrTa0umAvz32HH8H53P2A1elQpZjj9IwIc2ta2Ng+1X6DdDZyXxNSgjgFldgGVY"
    "N39mWU8GZr3j4U/2cdDMiUD3eKRbls33mTU5ecMSVeG13+SFr9J6hdJ64UWeUz/dj4YFVq"
    "ZgfPb6N2Yu+jcyDWdvGvDJX+cembG09ClVDF2DOK/gY/+2LxtFCfMAn5QokKtckC1SkLnj"
    "YQJVVu67FM0cjOvUYE6QKQZLzWD60+aGvaq3kzO0yowvM6fxH2uDTlen33KKUunSMnO5/T"
    "Do7Vu2Q0p0u3G6ckHbQpjuXlVnV2PfI684sxenpWozDBHolrw0FkvsuCjsvOL7DuYs8BOt"
    "DdNyf3DQimKINqAZoE8ejA7Kz85NqtIyZ8FMI8Ry0RQjH8WCLsp7/TTlqJDLUSF/uJyUsa"
    "bVIkVZVJBYZ7gkiTIKZZ7vwwdU3AWrxQZYHThiEoh6U9OY5fEsDVmMiVS4okC44gLuXkGo"
    "IxqF9Bak64VUUX2K+fJ3Daqi83yCeSKB8shu18JYoFTNOLpQd82do1N8psJ20D3zKE1C5S"
    "AtbG3nGD22ij7BRF1dSk1suu5vuBVeTbHdxGL6zGbqKk5gdtgRpebSp+WAZ+/mlGBFFRlV"
    "4gW3xbQySSzyamEJURLFKZpZ9trya72eIs00DbC9QfMe6IcAHlhmDtEQ+yTkak/YQQbhBy"
    "Q0My03XdcJD6kw+xPaMLgvE06FvV+Lxigzy2EzequVHjuG9N6TSDO/jhf9I7kZjb+Mxr2H"
    "u9HwOrkDHgk0yuwNb6BMWbAXHslHqFwGI4Mtkd1SlRKTqhhxzoqNOGc5I068Z/KXgbEo3B"
    "kpsvbaoe5/j/zP+fnFxdvz1xdX7y7fvH17+e51tFnyr8p2zYe7T7BxUozgJEGyA13oUEqS"
    "qEjOrU6o6CbZ0QvVoNgsox8quaqkckRRJt3xQzj9N+XyEh1jiARwUjDXyLXAFWRbz4aO7W"
    "s0tTyiw0MrDsI8Rc6anoHQ0xA8RzZ2PbtAStp9SuVVkkvc8fcKRN0KuD7SRMr5kXm+D+dH"
    "sLFEOZUlk1ky7RC3wtOxriKRpJeZZSd9KF+MoXbx7d091SFur5Hu17KqoxI0XJt47VE1xi"
    "lwmldgQkwuNQ8GIyqdXyPTWhigrt1SHmi6/kgGd8Of6WODPEnJnWdsG3Qqoa7wSZoO1Bco"
    "iz/cR0t4eqxYcxG8I4JaYMvpwGkNbbrR1jyPWTHcMYVa3MJw+0oG1Sz45z0f8RRRi6D/97"
    "5QTx/Zl5WMbJclVrbLvJlNZQDVWvPHFlCu0ga+By4zO02dRK8EnUr/kZnDoACIWeUTFCox"
    "RIJ+A93DUyXa7DfRJrv/GwB0QKcZzecdRjVx7MnkNXqwnjDXaeS/OC3zGbkwRMBlxMIXof"
    "xG/5c+lKdnPp0oSuAV+mC5S+RPijQbI0xm9suaroP36DdfeWXFPBwLWqmfot8taE8EXqCp"
    "qZEnh+9UauNDldtJLreTtSHizow00b60deV3UkasgxmxtNkMO0JwxxQK7ppwTzziGqaoBp"
    "ylVVqwzFqwjed0Ns5tU7yzEiRqa4l7P46vie+zZhq6IP70/h3c3V4jRvtIbv/3bvjpGukv"
    "lBX0r34PXK5Yk8Hfyr5TzaL9aVJ10sl80in3zPfB5iWePdVjc4pSbWbpuTzRPVyXzwnaVj"
    "it/HC1y3fV2csJMrWRZeaviTVg1ZRTvaQ4OiVF1IUQrPr2rmrWqgCwWvp8llbtJ5n3U9xL"
    "TTTdL0vZobyzlhP+2veEywn7vlzh0UrNIyzsvr1JznVcKFf132Y39nbXeLuxBkcKq6xVPb"
    "3p75j5s/PZlMGr09J0Sn+QQG1PcEvb1sYv/8B6tkIeJLYdizC3NRTV1DzWMIziab5HdDE4"
    "lAMIr+g8UCTCZeU2WS8LGAEVJF44TvF9f5hyhsvlDJe/smdLHTabVwgOH6x39Cs3J6AUn/"
    "dJx+rOnUrhcBtT6V8ccjnUrPKiVexMVgiVIDS1obLSbhB9gDk6io+OZ0bU0qs+RKyO3hj/"
    "Myw12kGkbEzP9Gess7bru5awDOYaakdsASqHa6O5syUu6Y1cBadv8SQdgSivzGxTJMMe0v"
    "sNWT+ogLGrEglxisOvg0FGi9xJM2Q4ctTCEN9inTCqJFmhCzVBQbPIV+jOpeqWDjHIwIQ1"
    "pv/xA5pv/WR7pogFPQ1ZN4Y4uDmn+zU4r1Lz5FLz/Ko5tQJwMqQqNENq34ThTKAs4jOHza"
    "Xl3lN0LZZ8DzfZUVV8TwFOfNzqba48tXL9Sb29Qn5tlkLe9Cxd58xnF69fV7Cf0VHFjXHg"
    "Xabag2mVBS5sD+VNTSBxEMMJXZcfP16DnXw+fyRf7gajh2u/i9Yj6Y979yyyNzCzZ+W2A8"
    "TzwjepExaWpFMhYTKfc86ErUVxKSIiU31jRKQICpy3xjZfmd+KeZJU4S6Au6mRhUdVeZG7"
    "PEnTuXv87KrCTXGWPZoSldGvVMmm7/LGMDXHnbA6kDU4nSNWWpDMvFbV9huv7AM2VOFw0g"
    "RRZ+IFWogjLQl7VF0OKrlUCrscjOnZMr67eSiLzMtU4nCWxq792EbhPMcrA2zzIoPPpSmU"
    "xjgsw3yUV+j+uyCCt67TTRCpNrnramKxGwM6T7e61+VaRU5sPz6l3VCXo8Qr6Ke3+3n+OZ"
    "qoq1Cxem8WlLTbEapmS+PJBxSxXGO2a+DUkE3S1bXkQzRZ25guA0waQutLNF1XcQtiXXaN"
    "FfZn6SpIDnYaCPS892fp6BmV6I62A0RRG7YOIhTXAq0PUFRytCvbrCyoEyw7ebgEgzpF8i"
    "6lMgVVNUMk7F/ikZ2JaPa4LxF/eYa4b1+kQXRkYxWg5VipKdf/qjR5pDpUfZiop+t2UEKy"
    "g1g5cTLormgl8ko7ApRozq2xWLr+B/FamPrvTrc0MWWjqkZZoyAZgeXDwh1P/2lAW/b12j"
    "TgsR3Ue37vx+2gDZWXkWuZOie0esfJVDy1XPHU8pcAaXWTH6YGiM7DvjhuQ+cCvseQjX0C"
    "vufcZXEXvmq4JL/fPriDxDz3aSLlu9/qQy7MYRT2IldPZJQM4aoKXHptyVTiJYSeI20muF"
    "IsbLJfZhq+s6daAxRMXPsFbQx3iTRELBezYitMGuQ3L9lGwBEafz15oisCXlJiw30B5P+h"
    "JMkDSpIhP+qkN4S0Mos0J1FjkOs4R/SR3IzGX0bj3sPdaEifW/aa3ohA8Uh6g8Fdb3jTv0"
    "aaaRrwux/JRzoBGzmHNBpfTxaObK3SjrSkG2m+GWm8hYQ0gBSZEv9ri/+qdFG4sivlXp2V"
    "5F6d5XOv4D4RQjcY3zl0Lyuhe1mC7iUns00FxX8PClfIrCn/lig2EmXpVO/OrQVLI8gaUL"
    "yatLbLqHfl1tcOQbwps/pO/u/Ihn+cJ1YVD29zCmoP28ZsecLRT4M3p2XqqRaP2aabFsOg"
    "nBJyqZLP2A6jbKpKbQkSmZXImqLb+eVlBdGNjioU3di7jGl8vRZBOBjeQXT3onbQT3Qx4U"
    "jFP92PhgXCUkySFYeNmYv+jUIz3JGhXQIugJGSgXNd87IN8jLCLUzwQazAavOX2Z//D0PV"
    "B4s="
)
