"""What is remembered: one file per noun. This list is what Tortoise and aerich load."""

MODULES = [
    "models.audit",
    "models.autogroups",
    "models.brakes",
    "models.characters",
    "models.discord",
    "models.grants",
    "models.groups",
    "models.links",
    "models.notices",
    "models.organisations",
    "models.posts",
    "models.queue",
    "models.services",
    "models.sessions",
    "models.states",
    "models.tokens",
    "models.users",
    "models.watchlist",
]
