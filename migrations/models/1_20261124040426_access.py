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
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `guild_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `request_days` INT NOT NULL DEFAULT 14;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `grace_days` INT NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `open` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `rule` JSON;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `hidden` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `channel_id` BIGINT;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `internal` BOOL NOT NULL DEFAULT 1;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `restricted` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `reason_required` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `groups` ADD COLUMN IF NOT EXISTS `public` BOOL NOT NULL DEFAULT 0;
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `until` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_why` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `leaving_at` DATETIME(6);
ALTER TABLE `memberships` ADD COLUMN IF NOT EXISTS `reminded_at` DATETIME(6);
ALTER TABLE `notices` ADD COLUMN IF NOT EXISTS `category` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';
ALTER TABLE `sessions` ADD COLUMN IF NOT EXISTS `confirmed_at` DATETIME(6);
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_why` VARCHAR(300) NOT NULL DEFAULT '';
ALTER TABLE `users` ADD COLUMN IF NOT EXISTS `inactive_since` DATETIME(6);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_thing_65bd93` (`thing`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_subject_129e2f` (`subject_id`, `id`);
ALTER TABLE `audit` ADD INDEX IF NOT EXISTS `idx_audit_actor_i_95353e` (`actor_id`, `id`);
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
ALTER TABLE "groups" ADD "internal" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "request_days" INT NOT NULL DEFAULT 14;
ALTER TABLE "groups" ADD "channel_id" BIGINT;
ALTER TABLE "groups" ADD "public" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "grace_days" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "rule" JSON;
ALTER TABLE "groups" ADD "reason_required" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "restricted" INT NOT NULL DEFAULT 0;
ALTER TABLE "groups" ADD "guild_id" BIGINT;
ALTER TABLE "groups" ADD "hidden" INT NOT NULL DEFAULT 1;
ALTER TABLE "groups" ADD "open" INT NOT NULL DEFAULT 0;
ALTER TABLE "memberships" ADD "reminded_at" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_why" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "memberships" ADD "until" TIMESTAMP;
ALTER TABLE "memberships" ADD "leaving_at" TIMESTAMP;
ALTER TABLE "notices" ADD "category" VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE "sessions" ADD "confirmed_at" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_since" TIMESTAMP;
ALTER TABLE "users" ADD "inactive_why" VARCHAR(300) NOT NULL DEFAULT '';
CREATE INDEX "idx_audit_thing_65bd93" ON "audit" ("thing", "id");
CREATE INDEX "idx_audit_actor_i_95353e" ON "audit" ("actor_id", "id");
CREATE INDEX "idx_audit_subject_129e2f" ON "audit" ("subject_id", "id");
CREATE INDEX "idx_memberships_until_c628d5" ON "memberships" ("until");
CREATE INDEX "idx_memberships_leaving_7609c1" ON "memberships" ("leaving_at");
""",
}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz20aW/itdesnsFtdrSZbslaemipZoR4lMuig5nt1oigGJJokIbHBwEaOayX/fPo"
    "070ADRIAg24X5JLKBPk/xOX879/OtkZenYdF71Pd1wx9bm5Ar964RoK0z/kXvXQyfaeh2/"
    "gQeuNjXZYA1GsSFTx7W1mUsfzjXTwfSRjp2ZbaxdwyIw9NvSQrqho81Sc5Fr0f9bqx5yl7"
    "blLZb0L2O2pKQzSrlZvrxCX7DtWMRBmo0RfDUdTV+Q401/xzMX0WksYr68gk/WrRn9aIMs"
    "9vkhHjH+6eGJay2wu8Q2/ahf/0EfG0THf2AH/vz1xF3Cl4Cn+gl9+etJMFHyEUXIssMHMM"
    "P6aTI3sKmnWEBf0lfs+cR9WbNnH4zFLXE/srHwq6eTmWV6KxKPX7+4S4tEBAZhn7zABNua"
    "i+ETXNsDxhDPNAMGhrzyf188xP9hCRodzzXPBPYCtf8F4mcnk8lw9DC5HzxMJic51ocUCU"
    "YFj2YUfLps6Fd1GAAL+Ar/9T9nZ+fnb89en1++u3jz9u3Fu9fv6Fj2ffOv3v7pf5kYLX8q"
    "htntp9vhA3whi65Nf8XCgz8ZjeZqPhXjX4y+5ubRv6EIusYK8/H3KTL46wHJq/AfWW6E2J"
    "exI3xwGH6UQPtw+3lw/9D//AWmXznOP00GU/9hAG/O2NOXzNO/XP5HmhfRJOjb7cOPCP5E"
    "/zcaDhialuMubPaJ8biH/zuB76R5rjUh1mai6Ukgw8fhIzo05irs+jxff8YvfJaGwzNMpe"
    "g0w8b4kGxjX620PyYmJgt3Sf98V8LWX/rj6x/747+8+48UB+PHCP7fv34YjBH9Vshz5+9W"
    "0zfoenR3R7kc/j2ZGiTN6mEwxRlM/WeKM/RMhN9TnTcxwb640+qhl2LO5ZsK3Ll8w2cPfb"
    "47f2DyNIOii60if6LxrbHn5OS7Zc4Uzy2bc7L9dD8a8tkTU2RvLINKPf9GpuHkJAcOnwIm"
    "yHLGlXAGoEhdUyGef/nc/3vmShpe340+ZO8fmOBD9tSau9gWgT0iUKjXR93GmsO7K66Xms"
    "2HPaZo7ypv6Tg6f/26wnlER2XRjo4T9i6N8MyybWxqgldyhqp7UJ9VQfqMf/LT57uf/DB5"
    "Tm6y7AlPVyxUFJMk29XFWsfPAfTFs9M3b9+8O798E6mJ0ZMy7TDUBGNEA4VdDNM0kUKVoQ"
    "qmjfkTX70OTSBpfD9SmcRYkPCEuaVfSSNcHSwwUN3H1pWjgvfPcAGFT+PPt7VNZA1K7VX6"
    "6+lvxi77/WOqC49vrx9OeGtXAbsV2PSGLYAWFvBUmz1tNFufpFYyvLHOrMyTaGz+1epslX"
    "2iEW3B8IFfAt87Mrq61ifb8tYnXIts+LJXbpJ1rQUMc6rZZR+WGLHxyAWjKawO3UFURUAW"
    "wYhe7Gt6HcFgRB9ppmnA6kEGCV6TubHw/AF5c2zDc3OssL+e+MPg9RNdd/B/TFzDfZmEJt"
    "aEkVbI4vq9mFt3vD6LDakhP/Ki+oB4q9xplMI4pJXZ/nZyPRp/GY37D7ej4VVyNT+S/t3d"
    "bX94PbiKVnV2b1SROk+rSJ2nZ4Xi/WlOZoy3Ro4vZQ6GFFktEUc6k2iLroakcgVnlZh8ma"
    "LZF/bHd+zEoLILRgzTJEkzkB79QV4iscc37I6SZSTBXEczHtfSrSpipvZsSsK87t9f928G"
    "YgJmZq3nOTEi+MGi/6nIh0iKPKpVXhX85OaugH0zAnuwosvE9njRVxDeJ/4SqijD052I1t"
    "ham0x49sMc6CJwsdPz5W8HWfPgOUhWLOBhpel0KiqRo6W1oQI6fmGPZ1RiwXpelt/TZ2yP"
    "rFBCe5tCO4ixk1h/zMiIlmVijRTagJOUGainlHRfcmL0pF0Px4fR6C7l4fhwm5EAh18/fx"
    "hQEZ1J6HSQ4RYKhiF2k7WN58YfIi4OLnGLJvhr+vmoHTv8RRWPx0Wxw+OC5+9YT+CPiWN5"
    "Ni9GpJrCypunRR6wnyPGgpNh/zNVUIHykTzcXv88GNOjzJg9+W7K/YWVVIsKCfTmemcRh1"
    "qdRwLnURq/GmdS4QQt7ol+aFA81rMpArGB86loLnVG1T+jbLw2NQqps6b/FT2i8sTqhBI4"
    "odLwTTYGZbDA+VRA3rnAhdMqh9Jp8aF0yg6lnHGo2HqRsVXwdkVA9/HncXHICM/ndWQm5i"
    "J7RdptyzTohkC6h8m6hFQrvlYftTLLTYRrFcNNzNHtdpu+b0GBNBUHh9aVBXbBUpIwqmjb"
    "/Kw7zLPFp8rmVX7UA5tklNeo+VgvWNiCkV4JEgWpchsdwm2UW8IN4Nug2CAjqsltu7svrj"
    "kB5IOtPXHlDv9FqbgxhSEVhYwRwVQ8sNZrrKO15jhXICagjeWZOjJBXoBk2R6a29YqdOsw"
    "68Ar9NtaezEtTf8NLS36i6Ks2plm2y/I8lxkEfSfNxYy3P/MCyUtfq5yIsklsRSZqgrzBw"
    "5hj2otp0/G5IE5/frYXtvB4q3IpgyVSr9sI8MP7i+PYyKoZveNqVu0bWnOEw5XT2VTb//+"
    "58HNFWK0j+RmNBxcId0i+JH8PPjycIWe8Np9JHf9L/cwzNTWTvAZhzUCw1Vmc9hTeInEBF"
    "2KpGxMMYMrXwzQBIVClINoIE3lES1OVk2Q7JSuWu/4+OvcIyzHH009w3QN4ryCj/3bvkzm"
    "bWexzmwMkE3EK42kKVXFEZkrjjgYkxosTpC1w99DmPo7wWAdzwy91jZOUzbA5uMpC3C0XJ"
    "7y02YKpZIcnUoN3mYxjiFrwqrZ8TTW3PqSKpMVlFNt5jJbXM7AGb/slRk5Z+Gwyt7UiAJ5"
    "lHc2Gvwy+MFB1oYgQ3+F+vO5YRp+vqnhUEUTDe5vqSLpgHHR1N+zMCPmKLXshUYMhw31qw"
    "MaBHypho1sa+PwHLBtfnTD5s4mSgtKnz0iR23BMASuaphSOP77trRVs5MlEnCFE1zztN25"
    "rVvOcY0CTUV5kCFUDKjJgLlfH1EY/zTdnuD/DpK8FxbBNXTCBJlSCGVWCLVYlqvB5jy14v"
    "axcFv36mxs/gytcF2ZbusxneXIzJZ49lTLvMchV5tcNn7XymlgajpHrBKI1o+MH0PtmC34"
    "5WkNNqYalb4jUqMNBcZZGusxm62rWLnWEyY7QvUAc3QJICHbZIylFS6ZYjjDWikC6+9oD+"
    "fyhbeiLybWvAmovjq4ikXqWFCqa+we+sgWG7zDM7+C0XsS3TVVLN8w2C+yqCVM0VPLxsiv"
    "985Sgdb0zsQEwmcxz4ZdbxIVfCtX8K1sNuYDRt42b2T2iGuYovpARKQCOqRTA1IehOjsFf"
    "YfZCg7lB7WgvW0LIks6SreMSIg5XY+Ll5UziDLrEOZ8p1icZojIaVk7WLpKJLvKwpG0A+Q"
    "0jgpgYZu/1cISlMvNWcJz8kCQ5IRZo72xEDDQY5l6lCcemU9Yx1ykDRigZQD/n2kzWYWPd"
    "v5bQjb+VglfMklfLEFOgEO58EtTKtJE33fvv7WsmoMwstQ2xKba/AvGCXIySXIeU6BDFd4"
    "viUoOiS7NZZCIptkLMMdcljB2HMakYkrGu4kW95VxeHErm6yCneJUiJYiXsnleQoqnHX0E"
    "ia0TICp1GZrhH7lSpoHJOET6taV52l4bgWFCyYo2iWK9baxrY2rAsO1lgRbRu79P90GIgO"
    "76nSQB94NqHwo7VhWi5oBE8EYomnL8jg6Bt7/zSlZig1Q8J7QH41Y4oXWp0wsSSdUjakVj"
    "YwqZcEmKRT4UHSc5jvUttegCMirnXgtsPVk/7NzeBmMri7H3z7cTCGtmU6LE4qDOENve/x"
    "I7kf3d1cMbvkI/lwO/rcv2dlOKaGtdIcByp2AB9uxv1vwysE5XR1KgaSRzIefB79AiNtzI"
    "yZj2Qw7jNS+rNrVvA4vaxw0J9mV0yiqO1lLndEMv1WCutBy3Hz7Rtt5Aqg3Xc5RuVJO2lc"
    "b82u3/YsMnKt3V0NMiBvD7/e3R3KN3ljOKDcM+w5FoPk616ZtUD3B048p3LWMpRJDOZHQI"
    "am2LTIwgGvH2jvgbfP76IFjkLfEbjRXqhi7xFOp65GZlQ5xnLfm8W2AWC5aAxYkkbFgVXQ"
    "6+lGX5vay0QU6Cxd5xpONA+19kxXOudmLWk+FFEoeLfCaxqkXpZTilDZqKS2YBhkav0xmU"
    "HpyTqs5pAri5XM/JYgAEIGSaxZXbqes5ivFgr6ieu66Y/CRSzmpd9Jz/vkGRllJfWiV6bb"
    "LWBI5YScUAGjv+2ZKlcsq2aD/T95uTdbxyuF7FgVMvkTclprRletG11ZO7pck0zfqy26xJ"
    "NUqtRNXZO9X454YlumcPvLLGmLzS/DE+hoe1+aGll49IITOVSSNN07WBp3CLrWekKFciNM"
    "e64oRWfJ2qtH/1piSTpVjB7bK8NxoLql2ImdIewMsi0f2UH2tuBpnaBSXYoFTmopasBLJq"
    "p0yc5iBJq7mK0lQ9UdRaste0sqqoGQQFPPnGcC5XOY9n/tT3W8luotJZkKhHRRmMZ0nq5i"
    "tNLWazrJjjABQp/9mboKFJyjO6L0xdpfByEZ4Jk0czQBTB08mcos5kbCHL6T1Tw54qiu06"
    "qW84wg0Yr1PFyMRUb0xGLdYktP7ZDtNvXPhm1bNstvIqxcAtCyUGNkuA6K9UNkPWN7Y1Oh"
    "nNOpofYsyv4ut4p7zPb31gKh9mKBf6I/TUD7CYd3xoLTnG1M3OCojI1lgMZHeB7S4uaXaS"
    "o5+l/C53Wm/6V/+4veikkqlWUjcjmWZIUswriHHbMWoviJ4+JBVUE7ufZkqqkWW2SKxPHQ"
    "XLNNFo/MQ6KCOBC+R3BeupiVDICMggVdARvtpYdsrOnwcK7NsMMSDmzP3C6X159Uiekyn0"
    "RKTD+cmK6kS+XK7sABkrTW+7diHvsyV3aCSrmyBVzZSmhvd6Urob2rQnvSP8gR2zPuw2LB"
    "HYTkSdJlWaUesjFbMukaweLQHVYYbMOe0gcuhqLDC9vy1tB2WEMMwlfoR/q7WDUwvYcci5"
    "UMY70ioJVx8G9eEeS9fhZH0P813hnsA04oGxLP2GdlnjEM6RL5xy5KgipntmM5s5ALQldL"
    "gkhFcO8UwU2/1qRWPeQ8tQpXkzlczaUn4NQU0rITJJ0LGz8/q6Bln58VKtnwKiMkwxUjFg"
    "yYJFFVjJTaIdHlwIQosdWcJFGrWSlyLSlyuVXbAKj34TxHtWKrYprcqNsx9VWnBhZqOE8n"
    "MU1e5TIZHBjqn2yNffG8mzB+2yv1E7Jft4CBlbPgE+F0LKMdP2P7Ba3waoqZr08LDABLi/"
    "4OXlq8+AR8u0C47uL5lMp/UJU/wYgcuIUVzNNE3atgLub3y9Uwhxe7FzHnuA4PodbIxqg9"
    "S4ItX7CSoXvsNyyTFQtv2MTb0hvWl8kauGGnlv7iG9V9Q7vY9VpMzb1bI3lb3a3qbpXpUD"
    "mOu/UQRhbZGLXfu7Vtg4Bk6DZnETjM3Qq17wqv1vhl6c3KSsztdrFCWCp95tC/2YWIdMPG"
    "M9d8qXKvlhNzr9WwbqC6VdWtKtNxchy3qgQFUDt9p6r2o223H23YHMy7TCPjwRYjcOU7FO"
    "aHkqYumGrX2Fqb2O86sbQ27E6kF55DVU3eFVqZ9pE8ErqroYGBCQ0vzRfQW+fzODEE6Xhm"
    "6BhtlhaEkVEa9KOh65hQaCyX5fJhvYd+twyC/dgzOjOUN3+FRmt/FKKQ2NazZtKP++JNTW"
    "N2hTTniQ5nQW0GXdyei36zMV2fjjvxYfrtFRpj+E0zOn/41Tx6JbD2ICz5fJH8VgWygLr1"
    "D3jrq6yU/WalwP8nT/hFQKZKkjQD82FXcArks0ognxUJVGeNCFRneT4lf5zAdsiQdS6E7O"
    "K0SgwZHVW4J9i7NNZGcJvlgS7NbEmSqXK61TNblkwWEAQ7JlJQV4faWgsDHZKoZC0BnNdM"
    "RBVEOiZSWAtgbUciviDeaUKFuRDmmkPBAnXLsGsAn6NW6Auh72u5uvbCyXwuTtjJkLWX93"
    "z6Zl/CYNPR7pQZWBTXNFFnsskbAxVsQHk4i+s/heN3qvx0PFlMXSrxJBnqB8rp84ta1mll"
    "n6BT+Ivgn3OVFJv2Gy3JLVZrWjL2FPlRslci2bXWdDrE/ciMsJVQosKuHrQc3xGmOzZTt3"
    "GaxG6sRtBqMOpWTsgUVJWgCjScJtAa+1N1FSkWbNYETg0G5cmHkp/n5CyNXc+qz9FEXYJK"
    "KEgi0VDec62CfIsQ07DRwHZk+3Sy5rIa5cFVNJ4kEBuKokpiqWJbgmFCktkeYnJvrTBLV4"
    "AgCj/Kw0HaFGIxgszAfGhJRZryPEIW/6TiMQ8ZmaGS0hq3lKmoSZXlJ0Hc5PYsv+yibQBT"
    "FYp6qFDUpGJYLj9UDVCd5NT8KtGqfiUBKhU4OKgwEEWOBuIBsUAU4EWrCtGWixahAKSkCy"
    "VdHP1lyLFRioGaJlKwKhnjEDJGoXldwZqGNb1dpRM1QqtqkZiRsLpuEzGStl4BQ4WfNOJa"
    "LNsEKiBTxJ7xK/TbGhOdcuA3yAU5hRfDr3d3V0HmKHuFgo9kKSdYmy3DlFJIdNlm7Nj/51"
    "YwmMCu8OdU0s1BpRt+yz4I4x8Qb5U7ylIYF/Tv22csP6zZEzGoT34a3Q6v2Gp/JHeD/i+D"
    "K3/JZ7dIlSj/dxVi/N8VRvi/45V88DiXSTX8Y+oWORBuW0EmfBkMb26Hn67Co+SR9L98GY"
    "9+GdxcBRl1WH8k48FPg+sHeGbj3zEExD4SKIZ8M+5/ozyE7Dqd3jLAyP6XexhnamsHRtGZ"
    "xg/9nwd0FHTtc7UnP1hcOLWpShZHSRJHPocjAViayfcrzTQLD7AEWWsBOKf7PcTOz95eRu"
    "cX/FF2dN1/7t/dFcX78ndMWYxvy7tEcHtURzJdtrpSith5SR7eeT6/i93wgsldSRqFchWU"
    "bbw2OamOZcs4IFD4VsGXNSTA+kRz8yBXaGUQUTbQxkBOBY6H9dG1McB/rA06XQ0upylbaV"
    "ahmFyPyb71vM5WTlOqjiQycxlauOb5W5j6Hw7v3G1YXcPMpfy/ayDhP6eiasTZ8NyqxZJK"
    "TNE55uxFVNEW9NNqnG5JOnW2yXy2EaimO2H8yjO5NEE1Q6mSUwWSU8Pbf/oi5mjM0an2NZ"
    "z0VOUUVyF38gGq3OEq5E46SLeG3PFvrQZwvfem4EY5uuuqKrK5qzqF75gKbuPb64eDBhr4"
    "aUlFYQZR0tK2IIM4TapKAKPfrsEPQvQrZqKV9oKmGLo5uEvsO+vfIwLOfb/q5RXSTJMX0L"
    "jTXOWhAEFvZhUAoMIbj13wUI0clCwn3fUoJsup7hiVQJW1O0Yis5cjbaTzfouljUyi8XZh"
    "YxQ3tIBwQoKLAhDLBqoUSwnO2zIpwTEIzz1TbqCOiNpxoivzdK+eedojrsEpMVzO3IhI+c"
    "4lZq2NVwBiHed5hlR5mGTmMwQ0099ag81pSrWZj4DJm6VIk4QMVed88pdvKrjkL9/wQybo"
    "891jJmBy5R5T7jH5AVUmFeUekw5SSStSjDH9Xs9YH/q8zFlUUu97ZTYVOxg5gRmEWqb5PU"
    "OJFVSV8P0umv0esYKx0A/NHwBDNRsjE89dpJkWwUWN1HacUTUlk8suo5qSqaZkbYIsa1My"
    "lRaoEqqUIakBG0PILNGg2RydCprdpnHFkDXhdO14pFdufUkV6XVnkKfRfM4vexu/LNUSoM"
    "3wxIJxlVUEIPHlddN4ptK7iwlaGcRzsfMeOWtMXOhhDDFac4MYzhLaKNNV9V8G6bF+x1MQ"
    "/qGuC7TWwzpPZ9jHRyglQi4lwrWeMJksNWcpIOamiTon6MpoVT7CajEbzXBrVIv51r99YN"
    "ViAvpHMvoyGEK9F/8YeSRh7ZiwcswNlYeukG4RDFVkPn6994vIzD0H69ljrQr/Gy70oxvO"
    "zLLF+2Cl6Tpkxm65ExbYGEVtJUmaDtpLRE64aucTXaxrU3uZiAKdpeucQt481NozvczFsr"
    "IjCgXvdv+talp4sKPa1MjCo2qWyOJO0nRueZ9eVrFrZ41GCbP2ZXZ508/BoFtyq3w94D+K"
    "9Kk0WQeALrPcDf7+kDLa5ZqhRmL/3Wj4KRye7ZCaBn5qWxvwdgrqWlmyWsjLdrhIr25R1c"
    "Kai+yPiEDtDOGdESo6vj7HuXfLqmTkiVWhDIFCGcq1U2sbHJtrR6JieZLZJLrE5dAMX4PN"
    "GVIV8S8zn9uPh5XLcbhn52y7kZtyQdtC4GYys3BBDLJjV9t7OsktOdoDaceGtoLO6sFKM8"
    "y+rtPDyN8QGX916n2vzGWNYSQcWjC0amTrtyW2MXLCdiQzjUAtERvaiWCdtWJlMac3vkz/"
    "HkJS6UJDFt1n6BnbBv2VOriVNeZopv8GF3Xedb2/j1Hua7nc11q8VCsbw2OSDnp2zi6qWF"
    "PoqEKTIXuX8Tj4kAkGw2ao9gX2AQNihbDOB8ReNGG74rArPMJqqAEZUqUGyKwGsG5edYoH"
    "J+iU3UZqFs+pkFVPn08Sqm0sM48lyG49ehkxp82LxAJv0/xHBD9Y9D97ztg8KBP2o/fvpK"
    "sOLdeY4ROOlhq86ZXpp4SNEShk5S4hVNm1TNYg04oqVl1RNZCKsKzPpeE6dIqZ67xnYc8b"
    "qj06LFVyBiUyCVUt6X8MF7poUm2TE1S9zw9SuqlcuilXWyrWS/esJh2Jg7+ae35GoVhYto"
    "g2miTpgI8+k/VXpXPl+RlfD6XPd1dDz3O9L9nxlWfQT/ejYZHIGhBkxVVj5qJ/s/LCe2PT"
    "X+ceYcFNaOoZpmsQ5xV87N/2xb4SdgFAKdE1F2KRjabIyKQwQTbEwsTPmFPmrVr2QETc4r"
    "4xyNwSBJ8eyR9HVwgoH8n91+vrwf39FXK8GRUDnEfyrT8eBnkFNmF5BTf94afB+ArpGln4"
    "ItuBMwUsbqHFwiPN4ouh9ULCJMq/OT2rgisdxT/P4MXuBxqb/phjZVQQRd2yiVq9komaMr"
    "ccA3+ppmg8Y57sWO02TNK3eCFCiwXRC3HIEuMIS4zLp9XdD4YP9H7ExH0kVI5gWXMz05Ij"
    "aU4Co5iKcVHVyaSsTuabv77YeI5tTMpMZIkxve3Gssk6Gl49ngNMTXGoxUajECPdsDHV2V"
    "ZU7qa/gFUWAzNXqIK/RxuDLibPRRqyrU0PbaDGANi5whHI0V4cblzHnj+OW4w+3CuRCUHV"
    "oz+kXe1ojD+tKUwymn/8TZnn0ZZkjpCoxSSOw8jNDeZwKFlJyUpKVuLLSn3TNLQCGSl6Vy"
    "obacGoqpWZCAopkEc5ZqPBL4MfqFCyIcjglVnaPr5hx15ZGnvXggpayV8/5hKtbeWx76NA"
    "K9VZnngnczG+MUXnEG7Y/kJ/zsxzLb5cUXaCZAhVLQyxsySh5kSmOAEBOiZSWdAiWdBLPK"
    "sXS5umVJZ/qS3/VIgS53BMpRokScxc7GoLEVEgHN85QUDMe17i+t4pprY5De7astf0Wwag"
    "5JS45OtemR43iwdWLrKboKmmzFWhUOqc3CKYUueUOndwhBtW50ITk7A6lyHsTvGIlrU5v7"
    "c2BdYjHAm0EP4s2b6s9fl1/nq/8DfWG3CGLeFFHdMo84QyTyjzhDJPyKDBKvNEh5mrzBMd"
    "NU98DIoic0wTH+N6ycVmibk/qLJJIhhf0RyxZbQyRcgtbilTRHumCEnOky/04uEdJux56U"
    "kCV5ZAvnsQLsuiZT07SDS3rQ2aWfQVmhu24/aQYyENzWzNWSJnaW0caOzl569vjBmn03Cj"
    "M3OjcZ/oomMCc6LrHTRfUFG5h812D9hSMSI3HK6icVuJxk1slooMSlB0kEcy9hyYLTVCsC"
    "luzUrRtWch7IiMlbTRsntLmAFpOmUir2tRtIiLiVvQIKVYtM3SdU7Ebb5+CvSDLFAfqjWT"
    "bFuXgEQvrAvCffKtP3yArFaf+pHc/zj6Nrxi4iZ5JJ9YduyCZcd+7N/ewUi/bF5Wqj2Aw8"
    "61LQ8AE9gHCZLObYG9OJyPq56Dsqv3appedaMel1OEynciM48P1LRRslyt9uS2kmw53xiT"
    "44NwutyncJ7j4kHVfLnk2pMpYQ7sjNe+RnlSYIYMX/e2WSMngWpa0Sr5ACn5PgVyIUdfI9"
    "Dzm/Lesv3Cl2hO/wW5/WA+AvsifAoyCHvGEM1bJBublWuNjFY7M2gpE6QyQcpg3pLRBKnM"
    "Wwe2ryiVsvYeqbbClRCqhFA5eHDsQuhP1pQnfMLjUqHzd2taOZAGHNJU1gPfNGWZh1+h3x"
    "zTcn+DmupBjbwesj1C2D+ohDj8enfnF17XsQZdwwhzcUNXMajgjuDLsuLtT/iFF4uz/w/k"
    "Sqhh5EdQXxw+Mien/uo/hg2q+WUG17Zh2YbLSOh3AiPIP1qPBToSgVbKUKBCsbf9SKDv2q"
    "sr1jOtu00AZC3qHB58VcMiguGN1Nyu6PpiV0M7QnF1L1aOQ03wJ8edtfZiWhrnermzyOIB"
    "/1FwwSTIOqC3lBnqB39/SNnoc80CIj7djYafwuHZDgIZ0BN3fxr1+5VmmoXXepKuPT39Yr"
    "+X+/nZ28voOoc/yi7w+8/9u7u85h0KVRXPmEgGa2/pauSlnQPm9LLKLXBZcAlcNnEHXGYP"
    "mUC+zTFoS8H3iEr5f6X2DWqui1drXi+a4qznBIlKuc0eZ0trzQGz/G4IaTqDZhP3wszU6P"
    "GgT6ZCjcLSVK0JolJqcRUjawPEPOIanC5IW2J9ssQqEkTm097UHHeCbdviVBIpVhjSVF3Y"
    "U20rDSqYrrPbS5LMuDusOfiE4xbwX/TKHAMmDKnc1MICkzzY6SmZjm1mjF9a9Duyhwu68j"
    "baSw+xG4EZ6Hto+sLegZF2Sj/qBwda6cyeeD0sGp59hxzeg1qOJWo4J0+4RLGVH1aIWHWs"
    "mKIDNrB9i4i1RMMmRUJ1aXXy0vqs2U+8O4s9L72yVnSEUFUIpE2hyRFcFAYENtClBQOu2J"
    "Mn/EJvDWj2ZhBM2a3jlcXuk57fCcla0Z/AriDNRTeGM7NsHS01ThOmfX+Yus++i/vsWTM9"
    "DrOKVbSIoAO3WRvKmSQH4P1siXXPxGOPWyMn+br0OHSCgRPbq1os544q9RBQQw8gLyjJC9"
    "Ey9GKhzAy7xIXz6uh3a5o/7WrOoQ6xDgVzFB9i9OKz6xk90pTKpCib+JjUDeYGMZxlLTZn"
    "SBWfZeZzeMJPViK+wgxVhyrKNuYw9G9LEdtFTNEBaa9+BES1+IWg/ogIvgmSzgF8XqlWwH"
    "lJrYDzfK0AQvWSGud/gkyd/bKd/ZJoSP2ZX96dox2Fr3qlDSr9QQKl/9bYdizyg4MCUqrE"
    "MD3GCPJh+GX9KlFxUxDCEWwAdEGleGSeGip59rDJsx4P1UKt0+PC2oU4dXnUTlXstZ0yQF"
    "DPyuNI/NWrYXk8yX+v4boz13jGgpif0FV5+8vgCvnUj6T/4X4wfKB/T8FU/0iu70b3UATL"
    "79LwSMaDj1/ZAxvPPUeVxZJvP+xF1HWMYJ0L2bMMfh6tcoUeXs5NMjcUurhp6sVCVJqqQ2"
    "nqjdk4QK4VAzVBoQDdmtGf1BbSAAsn9SdHHBfGVfP6M/uVn9qfXb0NIPs1mKabqCY2rGix"
    "hKQt9Jnq0ZrJETg/BKQffx5jM+poykd6HExzvNdpDu4/92lkidYux8qSXNfFZpZwTwnYWe"
    "h6oVwKvcRQb+oKbSDmZalFVhSnh0xjZbgO8ytrflGHuWWvNPcV6kfRMaxSBwSO0pn45pl9"
    "flh5IwbTWyjjjap8JoX5Rp7Qp2SJAY/T+6ukxIDXcusvZVzLcUcZ15oxrmECv1y0T2iCqs"
    "VGoeGNcLR9Qp0XMpvAHzzhsgzvNKHqzSqAOfx/4otQoqdIgqzFw+RfM/qlqOhKdRn4En8e"
    "8eGiWxsyqWWuTFMq17zMJktl89+PzV8g/CFRTCMRbFDfepGIazgyebYZ48XWQqUhmFSxf7"
    "Dof7ZDWrVSqZwHFR9PAftOZA/j2HeStrJi+07KMFcl52oJNhToEeLnMW00B609F9nGYulC"
    "z0sb46Q1BgrKu5iglUE8F/sWmA1GjmutfWuMw8kW3tunNNz5V1lwdrTgLOiNteb6jwrtBE"
    "kSZStoxVYgHgDaZlGLA/hMOiFgBjKNmPc2TaQcuFsduFos8+3oZWxUepTR0ZheWzIVZr/H"
    "juP/6HwmZ/CqVMhy/EECPrSpbW0cbL9Cvxk6K5WuQXo5Zvniy7Ce+syyngzMeorDn+zjoM"
    "kPga7iSLcsm+8za3LyhiWqwmu/yQtfpXsKpXvCizynfrofDQusTMH47PVvzFz0b2Qazt40"
    "4JO/zj0yY+nKU6oYugZxXsHH/m1fNooS5gE+KVEgl9GeTV7P3PEwgSo39l2KZg7GdWrzJs"
    "gUg6VmMP1pc8Ne1dvJGVplxpeZ0/iPtUGnq9OHN0WpdGmZudx+GPT2LdshJbrdOF25oG0h"
    "THevqrOrse+RV5zZi16p2gxDBLroLo3FEjsuCjty+L6DOQv8RGvDtNwfHLSiGKINaAbokw"
    "ejg7Kkc5OqtMxZMNMIsVw0xchHsaC77l4/TTkq5HJUyB8uJ2WsabVIURYVJNYxLEmijEKZ"
    "5/vwARV3R2qxMVIHjpgEot7UNGZ5PEtDFmMiFa4oEK64gLtXEOqIRiG9Bel6IVVUn2K+/F"
    "2Dqug8n2CeSKA8stu1MBYoVUuMLtRdc+foFJ+psB10VTxKk1A5SAtb2zlGj62iTzBRV5dS"
    "E5uu+xtuhVdTbDexmD6zmbqKE5gddkSpufRpOeDZuzklWFFFRpV4wW0xrUwSi7xaWEKURN"
    "FDM8teW34N0B7STNMA2xs0dYE6+eCBZeYQDbFPQq72hB1kEH5AQjPTctN1nfCQCrM/oTy/"
    "+zLhVF77tWiMMrMcNqO3WkmqY0jvPYk086t40T+S69H4y2jcf7gdDa+SO+CRQAPF/vAayl"
    "cFe+GRfISKVjAy2BLZLVUpMamKEee02IhzmjPixHsmfxkYi8KdkSJrr03m/vfI/5ydnZ+/"
    "PXt9fvnu4s3btxfvXkebJf+qbNd8uP0EGyfFCE4SJDvQhQ6lJImK5NzqhIpukh29UA2KzT"
    "L6oZKrSipHFGXSLT+E039TLi/RMYZIACcFc41cC1xBtvVs6Ni+QlPLIzo8tOIgzB5y1vQM"
    "hF534DmysevZBVLS7lMqr5Jc4o6/VyDqVsD1kSZSzo/M8304P4KNJcqpLJnMkmmHuBWejn"
    "UViSS9zCw7GUBZWww1bW9u76kOcXOFdL+WVR2VoOGatWuPqjFOgdO8AhNicql5cDei0vkV"
    "Mq2FAeraDeWBpuuP5O52+DN9bJAnKbnzjG2DTiXULTxJ04H6AmXxh/toFU5Zv+b5cIoBjy"
    "kU3MJw+2IvlXX5JxAf8RRRi6D/975QTx8iF5XMPhcldp+LvOFH5aTUWvPHFuKsAtm/By4z"
    "y0Gd1KMEnUpIkZnDIJKK2YkTFCpVQYIK+N3DU6V+7Df1I7v/GwD0jk4zms87jGri2JPJj/"
    "FgPWGuG8N/0SvzYrgwRMCJwQLqoCDE4JcBFExnXobIb/0KfbDcJfInRZqNESYz+2VN18F7"
    "9JuvvLLyEo4FTZ976HfLIFgHv8TU1MiTw3dztPGhyhEilyPE2hBx83qaaF/auvKEKCPWwY"
    "xY2myGHSG4YwoFd024Jx5xDVNUA87SKi1YZi3YxnM6G+e2Kd5ZCRK1tcS9H8fXbvRZMw1d"
    "EH96/97d3lwhRvtIbv73dvjpCukvlBX0r0EfnIBYk8EDyL5TzTLyaVJ10sl80in3zPfB5i"
    "WePdVjc4pSbWbpuTzRPVyXzwnaVjit/HC1C0rV2csJMrWRZeaviTVg1ZRTT6M4OiVFVEsQ"
    "loyj9e1d1axVAWC19PksrdpPMu+nuLuXaAJalrJDmVAtp6CpXvD7dYVHKzWPsLD79jo513"
    "GhXNV/m93Yqh18p+tMetPfMfNn5/P7gle90gQ/f5BAtUlwS9vWxi9IwLqIQmYeth2LMLc1"
    "lHnUPNbCiuJpvkd0MTiUAwiv6DxQtsBlBSBZdwUYATUNXjhO8X1/mHKGy+UMl7/WZEs9H5"
    "tXCA4frHf0KzcnoBSf90nH6s69M+FwG1PpXxxyOdSs8jJK7ExWCJUgNLWh1s9uEH2AOTqK"
    "j45nRtRkqj5ErLLbGP8zLH7ZQaRsTM/0Z6wX9owXKaoYzDXUjtgCVA7XRnNnS1zSrbcKTt"
    "/iSToCUV6Z2aZIhl2N9xuyflABY1clEuIUh1/v7jJa5E6aIcORoxaG+BbrhFFtwwp9kQkK"
    "2he+QrcuVbd0iEEGJqwx/Y8f0Hzjp38zRSzossf6A8TBzTndr8F5lZonl5rn13GpFYCTIV"
    "WhGVL7JgxnAoX6njlsLi1AnqJrsQh5uMmOqgZ5CnDi41Zvc+WpletP6u0V8muzFPKmZ+k6"
    "Zz47f/26gv2Mjipu1QLv/sweZvT2mc/Fz7KITPVTEDnLKHDeGtt8lWIr5klShbsA7qZGFh"
    "5VKEROlCRN506T08sKh8lp9iJIVAy+VIVjvsv72dQcd8Lqo9XgdI5YyWIy81pVoW68vghY"
    "coSD2hJEnfFathDNVhJ8pap/VzLsFlb/HtOzZXx7/VAWH5SpB+AsjV37FI3CeY5XBtjmyw"
    "LLb1MojXFYnvQor9D9dwcDn0Gnm4NRbXLX1cQ8yHd0nm51dcq1UJvYvpe8XYf7UeIV9Jna"
    "/Tz/HE3UVahY1SkLCmvtCFWzBbrkA4pYrjHbNXxjyCbp6lryIZqsbUyXASYNofUlmq6ruA"
    "Ue910jFv1ZugqSg50Gws3u/Vk6ekYlugbtAFHUnqiDCMUVCesDFBU+7Mo2KwstA8tOHi7B"
    "0DKR7C+pTEFVzRAJ+5d4fFkipjbu18FfniHu2xdpEKPVWB1aOVZqqkD8qjSEvTpUA5ior+"
    "t2UMiug1g5cUrarmglsts6ApRo5p+xWLr+B/Fa+/nvelua+7FRVWM9URASzbLy4I6n/zSg"
    "XfF6bRrw2A6qzr5HLOgBbai8jFzL1DkBnjtOpqI65YrqlL8QQaub/DCVCHQe9sVxGzoX8D"
    "2GbOwT8D1nUIq78FXbF/n99sEdJOa5TxMp3/1WH3JhJpWwF7l6OpVkCFdV4NJrS6ZCEyH0"
    "HGkzwZViYZP9MtPwnT3V2jBg4tovaGO4S6QhYrmYlXxg0iC/hcI2Ao7Q+OvJE10R8JISG+"
    "4LIP8PJUkeUJIM+ZGXYrbXSw5pZRZpTqL2BFdxptojuR6Nv4zG/Yfb0ZA+t+w1vRGB4pH0"
    "7+5u+8PrwRXSTNOA3/1IPtIJ2Mg5BPP7erJwZGuVpoglPRHzLRHjLSSkAaTIlPhfW/xXBV"
    "TClV0pA+S0JAPkNJ8BAveJELrB+M6he1EJ3YsSdC/y6Kqg+G2yYycUrpBZU/4tUWwkytKp"
    "DoJbyyZGkDWgeDVpbZdR78qtrx2CeFNm9Z3835EN/zhPrCoe3uYU1D62jdnyhKOfBm96Ze"
    "qpFo/ZppsWw6CcEnKpks/YDqNsqkptCRKZlciaotvZxUUF0Y2OKhTd2LuMaXy9FkE4GN5B"
    "dPeidtBPdDHhSMU/3Y+GBcJSTJIVh42Zi/6NQjPckaFdAi6AkZKBc727sm26MsItTPBBrM"
    "xj85fZn/8PzMO8/Q=="
)
