"""A pretend Discord that speaks the real wire: REST v10, gateway, OAuth2, and the people who use it."""
