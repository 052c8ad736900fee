"""What the installed packages keep of people, and the trace of the rights attended."""

from django.utils.translation import gettext_lazy as _

from tequio.core.personal_data import INVENTORY, Holding, Level

INVENTORY.declare(
    Holding(
        key="redaccion",
        title=_("Quién escribe las páginas"),
        people=_("Personal que redacta, revisa y publica páginas"),
        data=_("La cuenta que hizo cada versión, comentario o archivo"),
        purpose=_("Que cada página tenga autoría y revisión"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("Mientras exista la página; al cancelarse la cuenta queda solo su número"),
        level=Level.ORDINARY,
        fields={
            "wagtailcore.Page": ("owner", "locked_by"),
            "website.SiteRoot": ("owner", "locked_by"),
            "website.EditorialPage": ("owner", "locked_by"),
            "website.EditorialIndexPage": ("owner", "locked_by"),
            "wagtailcore.Revision": ("user",),
            "wagtailcore.ModelLogEntry": ("user",),
            "wagtailcore.PageLogEntry": ("user",),
            "wagtailcore.WorkflowState": ("requested_by",),
            "wagtailcore.TaskState": ("finished_by",),
            "wagtailcore.Comment": ("user", "resolved_by"),
            "wagtailcore.CommentReply": ("user",),
            "wagtailcore.PageSubscription": ("user",),
            "wagtailcore.UploadedFile": ("uploaded_by_user",),
            "wagtaildocs.Document": ("uploaded_by_user",),
            "wagtailimages.Image": ("uploaded_by_user",),
            "wagtailusers.UserProfile": ("user", "avatar"),
            "wagtailadmin.EditingSession": ("user",),
            "wagtailadmin.FormState": ("user", "data"),
        },
    ),
    Holding(
        key="trabajos",
        title=_("Trabajos en segundo plano"),
        people=_("Quienes aparecen en un trabajo pendiente, como un envío"),
        data=_("Claves de los datos con que trabaja; al pedir otra contraseña, el correo escrito"),
        purpose=_("Hacer después lo que no debe esperar la página"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("Unos días después de terminar"),
        level=Level.ORDINARY,
        fields={"django_tasks_database.DBTaskResult": ("args_kwargs", "traceback")},
    ),
    Holding(
        key="derechos-arco",
        title=_("Derechos atendidos"),
        people=_("Personal que atendió cada solicitud de derechos ARCO"),
        data=_("La cuenta que atendió; nada de quien pidió"),
        purpose=_("Probar que cada derecho se atendió"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículos 43 a 51"),
        retention=_("Siete años"),
        level=Level.ORDINARY,
        fields={"privacy.RightExercise": ("by",)},
    ),
)
INVENTORY.declare_impersonal(
    "How the editor is set up, and texts that are made to be public",
    *("wagtailcore.Locale", "wagtailcore.Site", "wagtailcore.GroupSitePermission", "wagtailcore.Collection"),
    *("wagtailcore.CollectionViewRestriction", "wagtailcore.CollectionViewRestriction_groups"),
    *("wagtailcore.GroupCollectionPermission", "wagtailcore.WorkflowContentType", "wagtailcore.Workflow"),
    *("wagtailcore.WorkflowTask", "wagtailcore.Task", "wagtailcore.GroupApprovalTask"),
    *(
        "wagtailcore.GroupApprovalTask_groups",
        "wagtailcore.GroupPagePermission",
        "wagtailcore.ReferenceIndex",
    ),
    *(
        "wagtailcore.PageViewRestriction",
        "wagtailcore.PageViewRestriction_groups",
        "wagtailcore.WorkflowPage",
    ),
    *("wagtailimages.Rendition", "wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
    *("wagtailembeds.Embed", "taggit.Tag", "taggit.TaggedItem", "wagtailadmin.Admin"),
    *("simple_translation.SimpleTranslation", "auth.Permission", "auth.Group", "auth.Group_permissions"),
    "contenttypes.ContentType",
)
