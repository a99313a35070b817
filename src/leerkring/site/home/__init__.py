"""The first page: what needs you today for a member, what Leerkring is for a visitor."""
