"""Which tables no kept page reads. A table that is not named here counts as public: its changes drop every kept page.

A page that reads one of these must not be kept (``@never_cache``); ``tests/test_tables.py`` opens every public page
and fails when a kept one did. Name here what changes often and shows on no public page: queues, logs, drafts.
"""

PRIVATE_PREFIXES = (
    "accounts_",
    "auth_",
    "django_",  # sessions, jobs, migrations, content types
    "edge_",
    "importing_",
    "mail_",
    "notifications_",
    "wagtailadmin_",
    "wagtailembeds_",
    "wagtailsearch_",
    "wagtailusers_",
)
PRIVATE = frozenset(
    {
        "core_limitcount",  # how often each address asks: it decides who is answered, never what
        "core_scheduledjob",
        "core_worker",
        "register_trace",
        "search_indexeddocument",  # only the search page reads it, and it is never kept
        "search_zeroresult",
        "workdesk_reminder",
        *(
            f"wagtailcore_{name}"
            for name in (
                *(
                    "comment",
                    "commentreply",
                    "groupapprovaltask",
                    "groupapprovaltask_groups",
                    "grouppagepermission",
                ),
                *("groupcollectionpermission", "groupsitepermission", "modellogentry", "pagelogentry"),
                *(
                    "pagesubscription",
                    "referenceindex",
                    "revision",
                    "task",
                    "taskstate",
                    "uploadedfile",
                    "workflow",
                ),
                *("workflowcontenttype", "workflowpage", "workflowstate", "workflowtask"),
            )
        ),
    }
)
# Columns of public tables that only the desk reads: saving a draft every three seconds must not drop the pages.
PRIVATE_COLUMNS: dict[str, frozenset[str]] = {
    "wagtailcore_page": frozenset(
        {
            *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
            *("locked", "locked_at", "locked_by_id", "owner_id"),
        }
    ),
}


def is_private(table: str) -> bool:
    """Whether a change to *table* changes no kept page."""
    return table in PRIVATE or table.startswith(PRIVATE_PREFIXES)
