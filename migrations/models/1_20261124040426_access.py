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
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
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
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
CREATE INDEX "idx_memberships_leaving_7609c1" ON "memberships" ("leaving_at");
CREATE INDEX "idx_memberships_until_c628d5" ON "memberships" ("until");
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz20aW/itdesnsFtdrSZbslaemipZoR4lMuig5nt1oigaJJokIbHBwEaOayX/fPo"
    "070ADRIAg2kX5JLKBPk/xOX879/OtkZenYdF71Pd1wx9bm5Ar964RoK0z/kXvXQyfaeh2/"
    "gQeuNjXZYA1GsSFTx7W1mUsfzjXTwfSRjp2ZbaxdwyIw9NvSQrqho81Sc5Fr0f9bqx5yl7"
    "blLZb0L2O2pKQzSrlZvrxCX7DtWMRBmo0RfDUdTV+Q401/wzMX0WksYr68gk/WrRn9aIMs"
    "9vkhHjH+6eGJay2wu8Q2/ahf/0EfG0THv2MH/vz1xF3Cl4Cn+gl9+etJMFHyEUXIssMHMM"
    "P6aTI3sKmnWEBf0lfs+cR9WbNnH4zFLXE/srHwq6eTmWV6KxKPX7+4S4tEBAZhn7zABNua"
    "i+ETXNsDxhDPNAMGhrzyf188xP9hCRodzzXPBPYCtf8F4mcnk8lw9DC5HzxMJic51ocUCU"
    "YFj2YUfLps6Fd1GAAL+Ar/9T9nZ+fnb89en1++u3jz9u3Fu9fv6Fj2ffOv3v7hf5kYLX8q"
    "htntp9vhA3whi65Nf8XCgz8YjeZqPhXjX4y+5ubRv6EIusYK8/H3KTL46wHJq/AfWW6E2J"
    "exI3xwGH6UQPtw+3lw/9D//AWmXznOP00GU/9hAG/O2NOXzNO/XP5HmhfRJOjb7cOPCP5E"
    "/zcaDhialuMubPaJ8biH/zuB76R5rjUh1mai6Ukgw8fhIzo05irs+jxff8YvfJaGwzNMpe"
    "g0w8b4kGxjX6203ycmJgt3Sf98V8LWX/rj6x/747+8+48UB+PHCP7fv34YjBH9Vshz5+9W"
    "0zfoenR3R7kc/j2ZGiTN6mEwxRlM/UeKM/RMhN9TnTcxwb640+qhl2LO5ZsK3Ll8w2cPfb"
    "47f2DyNIOii60if6LxrbHn5ORPy5wpnls252T76X405LMnpsjeWAaVev6NTMPJSQ4cPgVM"
    "kOWMK+EMQJG6pkI8//K5//fMlTS8vht9yN4/MMGH7Kk1d7EtAntEoFCvj7qNNYd3V1wvNZ"
    "sPe0zR3lXe0nF0/vp1hfOIjsqiHR0n7F0a4Zll29jUBK/kDFX3oD6rgvQZ/+Snz3c/+WHy"
    "nNxk2ROerlioKCZJtquLtY6fA+iLZ6dv3r55d375JlIToydl2mGoCcaIBgq7GKZpIoUqQx"
    "VMG/MnvnodmkDS+H6kMomxIOEJc0u/kka4OlhgoLqPrStHBe8f4QIKn8afb2ubyBqU2qv0"
    "19PfjF32+8dUFx7fXj+c8NauAnYrsOkNWwAtLOCpNnvaaLY+Sa1keGOdWZkn0dj8q9XZKv"
    "tEI9qC4QO/BL53ZHR1rU+25a1PuBbZ8GWv3CTrWgsY5lSzyz4sMWLjkQtGU1gduoOoioAs"
    "ghG92Nf0OoLBiD7STNOA1YMMErwmc2Ph+QPy5tiG5+ZYYX898YfB6ye67uD/mLiG+zIJTa"
    "wJI62QxfXPYm7d8fosNqSG/MiL6gPirXKnUQrjkFZm+9vJ9Wj8ZTTuP9yOhlfJ1fxI+nd3"
    "t/3h9eAqWtXZvVFF6jytInWenhWK96c5mTHeGjm+lDkYUmS1RBzpTKItuhqSyhWcVWLyZY"
    "pmX9gf37ETg8ouGDFMkyTNQHr0B3mJxB7fsDtKlpEEcx3NeFxLt6qImdqzKQnzun9/3b8Z"
    "iAmYmbWe58SI4AeL/qciHyIp8qhWeVXwk5u7AvbNCOzBii4T2+NFX0F4n/hLqKIMT3ciWm"
    "NrbTLh2Q9zoIvAxU7Pl78dZM2D5yBZsYCHlabTqahEjpbWhgro+IU9nlGJBet5WX5Pn7E9"
    "skIJ7W0K7SDGTmL9MSMjWpaJNVJoA05SZqCeUtJ9yYnRk3Y9HB9Go7uUh+PDbUYCHH79/G"
    "FARXQmodNBhlsoGIbYTdY2nhu/i7g4uMQtmuCv6eejduzwF1U8HhfFDo8Lnr9jPYE/Jo7l"
    "2bwYkWoKK2+eFnnAfo4YC06G/c9UQQXKR/Jwe/3zYEyPMmP25Lsp9xdWUi0qJNCb651FHG"
    "p1HgmcR2n8apxJhRO0uCf6oUHxWM+mCMQGzqeiudQZVf+MsvHa1Cikzpr+V/SIyhOrE0rg"
    "hErDN9kYlMEC51MBeecCF06rHEqnxYfSaV5gMi2HGw9YrhzEVGqZb1nmOVNcsa0oYxninU"
    "EB3cefx8UBOjwP45EZ9IusQ2knObNXNATSPUzWJaRa8Wz7qJXZySJcq5jJYo5ut5L1fXsV"
    "JAU5OLRlLbALdqmECUvb5tXeYZ4tHmw2r/JaH9gApnx0zUfWwcIWjKtLkChIlZPuEE663B"
    "JuAN8GxQYZUU1u2909n80JIB9s7Ykrd/gvSsWNKQypKGSMCKbigbVeYx2tNce5AjEBbSzP"
    "1JEJ8gKkJvfQ3LZWoRON2WJeoe9r7cW0NP07Wlr0F0U5zDPNtl+Q5bnIIug/byxkuP+ZF0"
    "pa/FzlspNLYikyDBZmaxzC+rdPfKVP1ZjTr4/ttR0s3opsylCpZNc28inh/vI4JoJqVvaY"
    "ukVLouY84XD1VDas9+9/HtxcIUb7SG5Gw8EV0i2CH8nPgy8PV+gJr91Hctf/cg/DTG3twL"
    "j+p/GAkS1sDH/ffxkM6WBnjf01emCDPFx0Nod5hVdMTNClqNbG1DYQCMQATVAoRDmIBrJW"
    "HtHixOEEyU6pw/UOl7/OPcLqLaCpZ5iuQZxX8LF/25f7ou2M4pmNAbKJeNWXNKWq/iJz9R"
    "cHY1KDxQmydvh7CEdAJxis45mh19rGacoG2Hw8JRqOlstTfgpToVSSo1Np2tvsyTFkTdg8"
    "O55SnFtfUmUVg+qqzVxmqcuZP+OXvTIT6CwcVtnXGlEgj/LORoNfBj84yNoQZOivUH8+N0"
    "zDz/01HKqGosH9LVUzHTA9mvp7FvLF3KiWvdCI4bChfqVGg4Cn1bCRbW0cnnu2zY9u2Bja"
    "RJlH6TN55KjzGIYjVg0ZC8f/ue1w1axoiWRo4WTjPG13buuW842joF9RHmQIFQNqMmDu16"
    "oUxj9Ntyf4D2FIaz3hPj5LHIPwvGRbjDy8CZSSKLOSuLAIrmEHSJAp/srMXy2W32uwOU+t"
    "uH0s3Na9OhubP0MrXFfm+npMZzlqsyWePdUy6XLI1SaXjd+1slyYaYYjSgvkb0QGr6F2zF"
    "6b8kQXG1PBVd8RqdGGAuMsjfWYzdZVrFzrCZMdoXqAOboEkJA9OsbSCpdMMZxhrSKB9Xe0"
    "h3P5wlvRFxNr3gRUXx1cxQp5LCjVdXAMfWSLnRzhmV/B0TGJ7poq3g4Y7Bc51RLuh6llY+"
    "T3W2DJYWt6Z2ICAdWY57eoN4kKx5YrHFs2v8IBY7Gbdyx4xDVMUX0gIlJBPNKpASlrbXT2"
    "CvuMMpQdShhswWJellaYDA/YMQokFWpwXLyonFOYWYcyZcDF4jRHQkrJ2sXSUSTfVxSMoB"
    "8npXFSAg3d/q8QlIZfas4SnpMFhrQzzIIrEgMNBzmWqUNx+JX1jHXIStOIBVIOxHQgbTaz"
    "6NnObwPazscq4Usu4Yst0AlwOA9uYaJVmujPHd/RWp5VHW9skx5YJcjtT5DznAIZrvB8S1"
    "B0SHZrLG1INslYhjvksIKx5zQiE1c03Em2vKuKw4ld3WQV/BKlRLAS/k4qyVFUw6+hkTSj"
    "ZQROozJdI/YrVdA4JgmfVrWuVkvDcS0oYTFH0SxXrLWUbW1YFyqssSL2Nnbp/+kwEB3eU6"
    "WBPvBsQuFHa8O0XNAIngjEj09fkMHRN/b+aUrNUGqGhPeA/GrGFC+0OmFiSTqlbEitbGBS"
    "L/EzSafCg6TnMN+ltr0kS0Rc68Bth6sn/Zubwc1kcHc/+PbjYAxtA3VYnFQYwht63+NHcj"
    "+6u7lidslH8uF29Ll/zwqzTA1rpTmsNgvw4Wbc/za8QlDOWqdiIHkk48Hn0S8w0sbMmPlI"
    "BuM+I6U/2wnqxogWlb6scNCfZldMoqj0ZS5fSDL9VgrrQcu5Eu0bbeQKoN13gU7lSTtpXG"
    "/Nrt/2LDJyrd1dDTIgbw+/3t0dyjd5Yzig3DPsORaD5OtembVA9wdOPKdypjoUzgzmR0CG"
    "pti0yMIBrx9o74G3z+9iB45C3xG40V6oYu8RTqe8RmZUeeVy35vFtgFguWgMWJJGxYFV0O"
    "vpRl+b2stEFOgsXecavjQPtfZMVzrnZi1p/hVRKHi3wmsapF6WU4pQ2aiktmAYZGr9PoEm"
    "SLVYzSFXFiuZ+S1BAIQMklizunQ9ZzFfLRT0E9d10x+Fi1jMS7+TnvfJMzLKSupFr0y3W8"
    "CQygk5oQJGf9szVa5YVs0G+3/ycm+2jlcK2bEqZPIn5LTWDLJaN8iydpC5fpC+V1t0iSep"
    "VHmjuiZ7vwT1xLZM4fazWdIWu3KGJ9BRNeVMqWwaWXj0ghM5VJI03TtYGncIutZ6QoVyI0"
    "x7rihFZ8na60HwWmJJOtWAANsrw3GgoqnYiZ0h7AyyLR/ZQfa24GmdoFLtkwVOainq/ksm"
    "qnTJzmIEmruYrSVD1R1Fqy17SyqqgZBAU8+cZwLlc5j2f+1PdbyW6i0lmQqEdFGYxnSerm"
    "K00tZrOsmOMAFCn/2ZugoUnKM7ovTF2l/XKBngmTRzNAFMHTyZyizmRsIcvpPVPDniqK7T"
    "qpbzjCDRivU8XIxFRvTEYt1iS0/tkO029c+GbVs2y28irFwC0LJQY2S4Dor1Q2Q9Y3tjU6"
    "Gc052j9izK/i63invM9vfWAqH2YoF/oj9NQPsJh3fGgtOcbUzc4KiMjWWAxkd4HtLihqdp"
    "Kjl6nsLndabnqX/7i96KSSqVZSNyOZZkhSzCuIcdsxai+Inj4kFVQTu59mSqqRZbZIrE8d"
    "Bcs00Wj8xDooI4EL5HcF66mJUMgIyCBV0BG+2lh2ys6fBwrs2wwxIObM/cLpfXn1SJ6TKf"
    "REpMP5yYrqRL5cruwAGStNb7t2Ie+zJXdoJKubIFXNlKaG93pSuhvatCe9I/yBHbM+7DYs"
    "EdhORJ0mVZpR6yMVsy6RrB4tAdVhhsw57SBy6GosML2/LW0GpaQwzCV+hH+rtYNTC9hxyL"
    "lQxjvSKgfXXwb14R5L1+FkfQ/zXeGewDTigbEs/YZ2WeMQzpEvnHLkqCKme2YzmzkAtCV0"
    "uCSEVw7xTBTb9Wze60OWoVriZzuJpLT8CpKaRlJ0g6FzZ+flZByz4/K1Sy4VVGSIYrRiwY"
    "MEmiqhgptUOiy4EJUWKrOUmiVrNS5FpS5HKrtgFQ78N5jmrFVsU0uVG3Y+qrTg0s1HCeTm"
    "KavMplMjgw1D/ZGvvieTdh/LZX6idkv24BAytnwSfC6VhGO37G9gta4dUUM1+fFhgAlhb9"
    "Hby0ePEJ+HaBcN3F8ymV/6Aqf4IROXALK5inibpXwVzM75erYQ4vdi9iznEdHkKtkY1Re5"
    "YEW75gJUP32G9YJisW3rCJt6U3rC+TNXDDTi39xTeq+4Z2seu1mJp7t0bytrpb1d0q06Fy"
    "HHfrIYwssjFqv3dr2wYBydBtziJwmLsVat8VXq3xy9KblZWY2+1ihbBU+syhf7MLEemGjW"
    "eu+VLlXi0n5l6rYd1AdauqW1Wm4+Q4blUJCqB2+k5V7Ufbbj/asDmYd5lGxoMtRuDKdyjM"
    "DyVNXTDVrrG1NrHfdWJpbdidSC88h6qavCu0Mu0jeSR0V0MDAxMaXpovoLfO53FiCNLxzN"
    "Ax2iwtCCOjNOhHQ9cxodBYLsvlw3oP/WYZBPuxZ3RmKG/+Co3W/ihEIbGtZ82kH/fFm5rG"
    "7AppzhMdzoLaDLq4PRd9tzFdn4478WH6/gqNMfymGZ0//GoevRJYexCWfL5IfqsCWUDd+g"
    "e89VVWyn6zUuD/kyf8IiBTJUmagfmwKzgF8lklkM+KBKqzRgSqszyfkj9OYDtkyDoXQnZx"
    "WiWGjI4q3BPsXRprI7jN8kCXZrYkyVQ53eqZLUsmCwiCHRMpqKtDba2FgQ5JVLKWAM5rJq"
    "IKIh0TKawFsLYjEV8Q7zShwlwIc82hYIG6Zdg1gM9RK/SF0Pe1XF174WQ+FyfsZMjay3s+"
    "fbMvYbDpaHfKDCyKa5qoM9nkjYEKNqA8nMX1n8LxO1V+Op4spi6VeJIM9QPl9PlFLeu0sk"
    "/QKfxF8M+5SopN+42W5BarNS0Ze4r8KNkrkexaazod4n5kRthKKFFhVw9aju8I0x2bqds4"
    "TWI3ViNoNRh1KydkCqpKUAUaThNojf2puooUCzZrAqcGg/LkQ8nPc3KWxq5n1edooi5BJR"
    "QkkWgo77lWQb5FiGnYaGA7sn06WXNZjfLgKhpPEogNRVElsVSxLcEwIclsDzG5t1aYpStA"
    "EIUf5eEgbQqxGEFmYD60pCJNeR4hi39S8ZiHjMxQSWmNW8pU1KTK8pMgbnJ7ll920TaAqQ"
    "pFPVQoalIxLJcfqgaoTnJqfpVoVb+SAJUKHBxUGIgiRwPxgFggCvCiVYVoy0WLUABS0oWS"
    "Lo7+MuTYKMVATRMpWJWMcQgZo9C8rmBNw5rertKJGqFVtUjMSFhdt4kYSVuvgKHCTxpxLZ"
    "ZtAhWQKWLP+BX6vsZEpxz4Drkgp/Bi+PXu7irIHGWvUPCRLOUEa7NlmFIKiS7bjB37/9wK"
    "BhPYFf6cSro5qHTDb9kHYfwD4q1yR1kK44L+ffuM5Yc1eyIG9clPo9vhFVvtj+Ru0P9lcO"
    "Uv+ewWqRLl/65CjP+7wgj/d7ySDx7nMqmGf0zdIgfCbSvIhC+D4c3t8NNVeJQ8kv6XL+PR"
    "L4ObqyCjDuuPZDz4aXD9AM9s/BuGgNhHAsWQb8b9b5SHkF2n01sGGNn/cg/jTG3twCg60/"
    "ih//OAjoKufa725AeLC6c2VcniKEniyOdwJABLM/l+pZlm4QGWIGstAOd0v4fY+dnby+j8"
    "gj/Kjq77z/27u6J4X/6OKYvxbXmXCG6P6kimy1ZXShE7L8nDO8/nd7EbXjC5K0mjUK6Cso"
    "3XJifVsWwZBwQK3yr4soYEWJ9obh7kCq0MIsoG2hjIqcDxsD66Ngb497VBp6vB5TRlK80q"
    "FJPrMdm3ntfZymlK1ZFEZi5DC9c8fwtT/8PhnbsNq2uYuZT/dw0k/OdUVI04G55btVhSiS"
    "k6x5y9iCragn5ajdMtSafONpnPNgLVdCeMX3kmlyaoZihVcqpAcmp4+09fxByNOTrVvoaT"
    "nqqc4irkTj5AlTtchdxJB+nWkDv+rdUArvfeFNwoR3ddVUU2d1Wn8B1TwW18e/1w0EADPy"
    "2pKMwgSlraFmQQp0lVCWD02zX4QYh+xUy00l7QFEM3B3eJfWf9e0TAue9XvbxCmmnyAhp3"
    "mqs8FCDozawCAFR447ELHqqRg5LlpLsexWQ51R2jEqiydsdIZPZypI103m+xtJFJNN4ubI"
    "zihhYQTkhwUQBi2UCVYinBeVsmJTgG4blnyg3UEVE7TnRlnu7VM097xDU4JYbLmRsRKd+5"
    "xKy18QpArOM8z5AqD5PMfIaAZvpba7A5Tak28xEwebMUaZKQoeqcT/7yTQWX/OUbfsgEfb"
    "57zARMrtxjyj0mP6DKpKLcY9JBKmlFijGm3+sZ60OflzmLSup9r8ymYgcjJzCDUMs0v2co"
    "sYKqEr7fRbPfI1YwFvqh+QNgqGZjZOK5izTTIriokdqOM6qmZHLZZVRTMtWUrE2QZW1Kpt"
    "ICVUKVMiQ1YGMImSUaNJujU0Gz2zSuGLImnK4dj/TKrS+pIr3uDPI0ms/5ZW/jl6VaArQZ"
    "nlgwrrKKACS+vG4az1R6dzFBK4N4LnbeI2eNiQs9jCFGa24Qw1lCG2W6qv7LID3W73gKwj"
    "/UdYHWeljn6Qz7+AilRMilRLjWEyaTpeYsBcTcNFHnBF0ZrcpHWC1moxlujWox3/q3D6xa"
    "TED/SEZfBkOo9+IfI48krB0TVo65ofLQFdItgqGKzMev934RmbnnYD17rFXhf8OFfnTDmV"
    "m2eB+sNF2HzNgtd8ICG6OorSRJ00F7icgJV+18oot1bWovE1Ggs3SdU8ibh1p7ppe5WFZ2"
    "RKHg3e6/VU0LD3ZUmxpZeFTNElncSZrOLe/Tyyp27azRKGHWvswub/o5GHRLbpWvB/x7kT"
    "6VJusA0GWWu8HfH1JGu1wz1EjsvxsNP4XDsx1S08BPbWsD3k5BXStLVgt52Q4X6dUtqlpY"
    "c5H9ERGonSG8M0JFx9fnOPduWZWMPLEqlCFQKEO5dmptg2Nz7UhULE8ym0SXuBya4WuwOU"
    "OqIv5l5nP78bByOQ737JxtN3JTLmhbCNxMZhYuiEF27Gp7Tye5JUd7IO3Y0FbQWT1YaYbZ"
    "13V6GPkbIuOvTr3vlbmsMYyEQwuGVo1s/bbENkZO2I5kphGoJWJDOxGss1asLOb0xpfp30"
    "NIKl1oyKL7DD1j26C/Uge3ssYczfTf4KLOu6739zHKfS2X+1qLl2plY3hM0kHPztlFFWsK"
    "HVVoMmTvMh4HHzLBYNgM1b7APmBArBDW+YDYiyZsVxx2hUdYDTUgQ6rUAJnVANbNq07x4A"
    "SdsttIzeI5FbLq6fNJQrWNZeaxBNmtRy8j5rR5kVjgbZr/iOAHi/5nzxmbB2XCfvT+nXTV"
    "oeUaM3zC0VKDN70y/ZSwMQKFrNwlhCq7lskaZFpRxaorqgZSEZb1uTRch04xc533LOx5Q7"
    "VHh6VKzqBEJqGqJf2P4UIXTaptcoKq9/lBSjeVSzflakvFeume1aQjcfBXc8/PKBQLyxbR"
    "RpMkHfDRZ7L+qnSuPD/j66H0+e5q6Hmu9yU7vvIM+ul+NCwSWQOCrLhqzFz0b1ZeeG9s+u"
    "vcIyy4CU09w3QN4ryCj/3bvthXwi4AKCW65kIsstEUGZkUJsiGWJj4GXPKvFXLHoiIW9w3"
    "BplbguDTI/nj6AoB5SO5/3p9Pbi/v0KON6NigPNIvvXHwyCvwCYsr+CmP/w0GF8hXSMLX2"
    "Q7cKaAxS20WHikWXwxtF5ImET5N6dnVXClo/jnGbzY/UBj0x9zrIwKoqhbNlGrVzJRU+aW"
    "Y+Av1RSNZ8yTHavdhkn6Fi9EaLEgeiEOWWIcYYlx+bS6+8Hwgd6PmLiPhMoRLGtuZlpyJM"
    "1JYBRTMS6qOpmU1cl889cXG8+xjUmZiSwxprfdWDZZR8Orx3OAqSkOtdhoFGKkGzamOtuK"
    "yt30F7DKYmDmClXw92hj0MXkuUhDtrXpoQ3UGAA7VzgCOdqLw43r2PPHcYvRh3slMiGoev"
    "SHtKsdjfGnNYVJRvOPvynzPNqSzBEStZjEcRi5ucEcDiUrKVlJyUp8WalvmoZWICNF70pl"
    "Iy0YVbUyE0EhBfIox2w0+GXwAxVKNgQZvDJL28c37NgrS2PvWlBBK/nrx1yita089n0UaK"
    "U6yxPvZC7GN6boHMIN21/oz5l5rsWXK8pOkAyhqoUhdpYk1JzIFCcgQMdEKgtaJAt6iWf1"
    "YmnTlMryL7XlnwpR4hyOqVSDJImZi11tISIKhOM7JwiIec9LXN87xdQ2p8FdW/aafssAlJ"
    "wSl3zdK9PjZvHAykV2EzTVlLkqFEqdk1sEU+qcUucOjnDD6lxoYhJW5zKE3Ske0bI25/fW"
    "psB6hCOBFsKfJduXtT6/zl/vF/7GegPOsCW8qGMaZZ5Q5gllnlDmCRk0WGWe6DBzlXmio+"
    "aJj0FRZI5p4mNcL7nYLDH3B1U2SQTjK5ojtoxWpgi5xS1limjPFCHJefKFXjy8w4Q9Lz1J"
    "4MoSyHcPwmVZtKxnB4nmtrVBM4u+QnPDdtweciykoZmtOUvkLK2NA429/Pz1jTHjdBpudG"
    "ZuNO4TXXRMYE50vYPmCyoq97DZ7gFbKkbkhsNVNG4r0biJzVKRQQmKDvJIxp4Ds6VGCDbF"
    "rVkpuvYshB2RsZI2WnZvCTMgTadM5HUtihZxMXELGqQUi7ZZus6JuM3XT4F+kAXqQ7Vmkm"
    "3rEpDohXVBuE++9YcPkNXqUz+S+x9H34ZXTNwkj+QTy45dsOzYj/3bOxjpl83LSrUHcNi5"
    "tuUBYAL7IEHSuS2wF4fzcdVzUHb1Xk3Tq27U43KKUPlOZObxgZo2Spar1Z7cVpIt5xtjcn"
    "wQTpf7FM5zXDyomi+XXHsyJcyBnfHa1yhPCsyQ4eveNmvkJFBNK1olHyAl36dALuToawR6"
    "flPeW7Zf+BLN6b8gtx/MR2BfhE9BBmHPGKJ5i2Rjs3KtkdFqZwYtZYJUJkgZzFsymiCVee"
    "vA9hWlUtbeI9VWuBJClRAqBw+OXQj9yZryhE94XCp0/mZNKwfSgEOaynrgm6Ys8/Ar9N0x"
    "Lfc71FQPauT1kO0Rwv5BJcTh17s7v/C6jjXoGkaYixu6ikEFdwRflhVvf8IvvFic/X8gV0"
    "INIz+C+uLwkTk59Vf/MWxQzS8zuLYNyzZcRkK/ExhB/tF6LNCRCLRShgIVir3tRwL9qb26"
    "Yj3TutsEQNaizuHBVzUsIhjeSM3tiq4vdjW0IxRX92LlONQEf3LcWWsvpqVxrpc7iywe8O"
    "8FF0yCrAN6S5mhfvD3h5SNPtcsIOLT3Wj4KRye7SCQAT1x96dRv19ppll4rSfp2tPTL/Z7"
    "uZ+fvb2MrnP4o+wCv//cv7vLa96hUFXxjIlksPaWrkZe2jlgTi+r3AKXBZfAZRN3wGX2kA"
    "nk2xyDthR8j6iU/1dq36Dmuni15vWiKc56TpColNvscba01hwwy++GkKYzaDZxL8xMjR4P"
    "+mQq1CgsTdWaICqlFlcxsjZAzCOuwemCtCXWJ0usIkFkPu1NzXEn2LYtTiWRYoUhTdWFPd"
    "W20qCC6Tq7vSTJjLvDmoNPOG4B/0WvzDFgwpDKTS0sMMmDnZ6S6dhmxvilRb8je7igK2+j"
    "vfQQuxGYgb6Hpi/sHRhpp/SjfnCglc7sidfDouHZd8jhPajlWKKGc/KESxRb+WGFiFXHii"
    "k6YAPbt4hYSzRsUiRUl1YnL63Pmv3Eu7PY89Ira0VHCFWFQNoUmhzBRWFAYANdWjDgij15"
    "wi/01oBmbwbBlN06XlnsPun5nZCsFf0J7ArSXHRjODPL1tFS4zRh2veHqfvsT3GfPWumx2"
    "FWsYoWEXTgNmtDOZPkALyfLbHumXjscWvkJF+XHodOMHBie1WL5dxRpR4CaugB5AUleSFa"
    "hl4slJlhl7hwXh39Zk3zp13NOdQh1qFgjuJDjF58dj2jR5pSmRRlEx+TusHcIIazrMXmDK"
    "nis8x8Dk/4yUrEV5ih6lBF2cYchv5tKWK7iCk6IO3Vj4CoFr8Q1B8RwTdB0jmAzyvVCjgv"
    "qRVwnq8VQKheUuP8T5Cps1+2s18SDak/88u7c7Sj8FWvtEGlP0ig9N8a245FfnBQQEqVGK"
    "bHGEE+DL+sXyUqbgpCOIINgC6oFI/MU0Mlzx42edbjoVqodXpcWLsQpy6P2qmKvbZTBgjq"
    "WXkcib96NSyPJ/nvNVx35hrPWBDzE7oqb38ZXCGf+pH0P9wPhg/07ymY6h/J9d3oHopg+V"
    "0aHsl48PEre2Djueeosljy7Ye9iLqOEaxzIXuWwc+jVa7Qw8u5SeaGQhc3Tb1YiEpTdShN"
    "vTEbB8i1YqAmKBSgWzP6k9pCGmDhpP7kiOPCuGpef2a/8lP7s6u3AWS/BtN0E9XEhhUtlp"
    "C0hT5TPVozOQLnh4D0489jbEYdTflIj4Npjvc6zcH9xz6NLNHa5VhZkuu62MwS7ikBOwtd"
    "L5RLoZcY6k1doQ3EvCy1yIri9JBprAzXYX5lzS/qMLfslea+Qv0oOoZV6oDAUToT3zyzzw"
    "8rb8RgegtlvFGVz6Qw38gT+pQsMeBxen+VlBjwWm79pYxrOe4o41ozxjVM4JeL9glNULXY"
    "KDS8EY62T6jzQmYT+IMnXJbhnSZUvVkFMIf/T3wRSvQUSZC1eJj8a0a/FBVdqS4DX+KPIz"
    "5cdGtDJrXMlWlK5ZqX2WSpbP77sfkLhD8kimkkgg3qWy8ScQ1HJs82Y7zYWqg0BJMq9g8W"
    "/c92SKtWKpXzoOLjKWDfiexhHPtO0lZWbN9JGeaq5FwtwYYCPUL8PKaN5qC15yLbWCxd6H"
    "lpY5y0xkBBeRcTtDKI52LfArPByHGttW+NcTjZwnv7lIY7/yoLzo4WnAW9sdZc/1GhnSBJ"
    "omwFrdgKxANA2yxqcQCfSScEzECmEfPepomUA3erA1eLZb4dvYyNSo8yOhrTa0umwuz32H"
    "H8H53P5AxelQpZjj9IwIc2ta2Ng+1X6Luhs1LpGqSXY5Yvvgzrqc8s68nArKc4/Mk+Dpr8"
    "EOgqjnTLsvk+syYnb1iiKrz2m7zwVbqnULonvMhz6qf70bDAyhSMz17/xsxF/0am4exNAz"
    "7569wjM5auPKWKoWsQ5xV87N/2ZaMoYR7gkxIFchnt2eT1zB0PE6hyY39K0czBuE5t3gSZ"
    "YrDUDKY/bW7Yq3o7OUOrzPgycxr/vjbodHX68KYolS4tM5fbD4PevmU7pES3G6crF7QthO"
    "nuVXV2NfY98ooze9ErVZthiEAX3aWxWGLHRWFHDt93MGeBn2htmJb7g4NWFEO0Ac0AffJg"
    "dFCWdG5SlZY5C2YaIZaLphj5KBZ0193rpylHhVyOCvnD5aSMNa0WKcqigsQ6hiVJlFEo83"
    "wfPqDi7kgtNkbqwBGTQNSbmsYsj2dpyGJMpMIVBcIVF3D3CkId0SiktyBdL6SK6lPMl79r"
    "UBWd5xPMEwmUR3a7FsYCpWqJ0YW6a+4cneIzFbaDropHaRIqB2lhazvH6LFV9Akm6upSam"
    "LTdX/DrfBqiu0mFtNnNlNXcQKzw44oNZc+LQc8ezenBCuqyKgSL7gtppVJYpFXC0uIkih6"
    "aGbZa8uvAdpDmmkaYHuDpi5QJx88sMwcoiH2ScjVnrCDDMIPSGhmWm66rhMeUmH2J5Tnd1"
    "8mnMprvxaNUWaWw2b0VitJdQzpvSeRZn4VL/pHcj0afxmN+w+3o+FVcgc8Emig2B9eQ/mq"
    "YC88ko9Q0QpGBlsiu6UqJSZVMeKcFhtxTnNGnHjP5C8DY1G4M1Jk7bXJ3P8e+Z+zs/Pzt2"
    "evzy/fXbx5+/bi3etos+Rfle2aD7efYOOkGMFJgmQHutChlCRRkZxbnVDRTbKjF6pBsVlG"
    "P1RyVUnliKJMuuWHcPpvyuUlOsYQCeCkYK6Ra4EryLaeDR3bV2hqeUSHh1YchNlDzpqegd"
    "DrDjxHNnY9u0BK2n1K5VWSS9zx9wpE3Qq4PtJEyvmReb4P50ewsUQ5lSWTWTLtELfC07Gu"
    "IpGkl5llJwMoa4uhpu3N7T3VIW6ukO7XsqqjEjRcs3btUTXGKXCaV2BCTC41D+5GVDq/Qq"
    "a1MEBdu6E80HT9kdzdDn+mjw3yJCV3nrFt0KmEuoUnaTpQX6As/nAfrcIp69c8H04x4DGF"
    "glsYbl/spbIu/wTiI54iahH0/94X6ulD5KKS2eeixO5zkTf8qJyUWmv+2EKcVSD7n4HLzH"
    "JQJ/UoQacSUmTmMIikYnbiBIVKVZCgAn738FSpH/tN/cju/wYAvaPTjObzDqOaOPZk8mM8"
    "WE+Y68bwX/TKvBguDBFwYrCAOigIMfhlAAXTmZch8lu/Qh8sd4n8SZFmY4TJzH5Z03XwHn"
    "33lVdWXsKxoOlzD/1mGQTr4JeYmhp5cvhujjY+VDlC5HKEWBsibl5PE+1LW1eeEGXEOpgR"
    "S5vNsCMEd0yh4K4J98QjrmGKasBZWqUFy6wF23hOZ+PcNsU7K0Gitpa49+P42o0+a6ahC+"
    "JP79+725srxGgfyc3/3g4/XSH9hbKC/jXogxMQazJ4ANl3qllGPk2qTjqZTzrlnvlzsHmJ"
    "Z0/12JyiVJtZei5PdA/X5XOCthVOKz9c7YJSdfZygkxtZJn5a2INWDXl1NMojk5JEdUShC"
    "XjaH17VzVrVQBYLX0+S6v2k8z7Ke7uJZqAlqXsUCZUyyloqhf8fl3h0UrNIyzsvr1OznVc"
    "KFf132Y3tmoH3+k6k970N8z82fn8vuBVrzTBzx8kUG0S3NK2tfELErAuopCZh23HIsxtDW"
    "UeNY+1sKJ4mu8RXQwO5QDCKzoPlC1wWQFI1l0BRkBNgxeOU3zfH6ac4XI5w+WvNdlSz8fm"
    "FYLDB+sd/crNCSjF533Ssbpz70w43MZU+heHXA41q7yMEjuTFUIlCE1tqPWzG0QfYI6O4q"
    "PjmRE1maoPEavsNsb/DItfdhApG9Mz/RnrhT3jRYoqBnMNtSO2AJXDtdHc2RKXdOutgtO3"
    "eJKOQJRXZrYpkmFX4/2GrB9UwNhViYQ4xeHXu7uMFrmTZshw5KiFIb7FOmFU27BCX2SCgv"
    "aFr9CtS9UtHWKQgQlrTP/jBzTf+OnfTBELuuyx/gBxcHNO92twXqXmyaXm+XVcagXgZEhV"
    "aIbUvgnDmUChvmcOm0sLkKfoWixCHm6yo6pBngKc+LjV21x5auX6k3p7hfzaLIW86Vm6zp"
    "nPzl+/rmA/o6OKW7XAuz+yhxm9feZz8bMsIlP9FETOMgqct8Y2X6XYinmSVOEugLupkYVH"
    "FQqREyVJ07nT5PSywmFymr0IEhWDL1XhmD/l/Wxqjjth9dFqcDpHrGQxmXmtqlA3Xl8ELD"
    "nCQW0Jos54LVuIZisJvlLVvysZdgurf4/p2TK+vX4oiw/K1ANwlsaufYpG4TzHKwNs82WB"
    "5bcplMY4LE96lFfo/ruDgc+g083BqDa562piHuQ7Ok+3ujrlWqhNbN9L3q7D/SjxCvpM7X"
    "6ef44m6ipUrOqUBYW1doSq2QJd8gFFLNeY7Rq+MWSTdHUt+RBN1jamywCThtD6Ek3XVdwC"
    "j/uuEYv+LF0FycFOA+Fm9/4sHT2jEl2DdoAoak/UQYTiioT1AYoKH3Zlm5WFloFlJw+XYG"
    "iZSPaXVKagqmaIhP1LPL4sEVMb9+vgL88Q9+2LNIjRaqwOrRwrNVUgflUawl4dqgFM1Nd1"
    "Oyhk10GsnDglbVe0EtltHQFKNPPPWCxd/4N4rf38d70tzf3YqKqxnigIiWZZeXDH038a0K"
    "54vTYNeGwHVWffIxb0gDZUXkauZeqcAM8dJ1NRnXJFdcpfiKDVTX6YSgQ6D/viuA2dC/ge"
    "Qzb2CfieMyjFXfiq7Yv8fvvgDhLz3KeJlO9+qw+5MJNK2ItcPZ1KMoSrKnDptSVToYkQeo"
    "60meBKsbDJfplp+M6eam0YMHHtF7Qx3CXSELFczEo+MGmQ30JhGwFHaPz15ImuCHhJiQ33"
    "BZD/h5IkDyhJhvzISzHb6yWHtDKLNCdRe4KrOFPtkVyPxl9G4/7D7WhIn1v2mt6IQPFI+n"
    "d3t/3h9eAKaaZpwO9+JB/pBGzkHIL5fT1ZOLK1SlPEkp6I+ZaI8RYS0gBSZEr8ry3+qwIq"
    "4cqulAFyWpIBcprPAIH7RAjdYHzn0L2ohO5FCboXeXRVUPw22bETClfIrCn/lig2EmXpVA"
    "fBrWUTI8gaULyatLbLqHfl1tcOQbwps/pO/u/Ihn+cJ1YVD29zCmof28ZsecLRT4M3vTL1"
    "VIvHbNNNi2FQTgm5VMlnbIdRNlWltgSJzEpkTdHt7OKiguhGRxWKbuxdxjS+XosgHAzvIL"
    "p7UTvoJ7qYcKTin+5HwwJhKSbJisPGzEX/RqEZ7sjQLgEXwEjJwLneXdk2XRnhFib4IFbm"
    "sfnL7I//B75D2+4="
)
