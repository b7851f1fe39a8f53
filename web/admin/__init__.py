"""`/admin`: the staff's dashboard, and the lists of everything; the rules are in bot/rules/admin.

Forms live in their features' own modules (`/admin/states/add`); addresses with fixed parts are found before these.
"""

from __future__ import annotations

from web.admin import bulk, dashboard, lists

routes = [*dashboard.routes, *bulk.routes, *lists.routes]
