from django.urls import include, path

from tequio.accounts.access import public
from tequio.commitments import listings, views
from tequio.commitments.desk import commitments, milestones, plans
from tequio.register.listing_views import listing_urls

app_name = "commitments"

of_milestone = [
    path("", milestones.AmendMilestone.as_view(), name="desk_milestone"),
    path("fecha/", milestones.RenegotiateMilestone.as_view(), name="desk_milestone_date"),
    path("prueba/", milestones.MarkMilestoneDone.as_view(), name="desk_milestone_done"),
    path("revisar/", milestones.VerifyMilestone.as_view(), name="desk_milestone_verify"),
    path("devolver/", milestones.ReturnMilestone.as_view(), name="desk_milestone_return"),
    path("retirar/", milestones.WithdrawMilestone.as_view(), name="desk_milestone_withdraw"),
]
of_commitment = [
    path("", commitments.commitment_desk, name="desk_commitment"),
    path("editar/", commitments.EditCommitment.as_view(), name="desk_edit"),
    path("vista-previa/", commitments.preview_commitment, name="desk_preview"),
    path("descartar/", commitments.DiscardCommitment.as_view(), name="desk_discard"),
    path("publicar/", commitments.PublishCommitment.as_view(), name="desk_publish"),
    path("fecha/", commitments.RenegotiateCommitment.as_view(), name="desk_date"),
    path("detener/", commitments.HaltCommitment.as_view(), name="desk_halt"),
    path("reanudar/", commitments.ResumeCommitment.as_view(), name="desk_resume"),
    path("cumplido/", commitments.DeclareFulfilled.as_view(), name="desk_fulfil"),
    path("reabrir/", commitments.ReopenCommitment.as_view(), name="desk_reopen"),
    path("valorar/", commitments.AssessCommitment.as_view(), name="desk_assess"),
    path("aliadas/", commitments.SetPartner.as_view(), name="desk_partner"),
    path("aliadas/<int:pk>/quitar/", commitments.DropPartner.as_view(), name="desk_partner_drop"),
    path("hitos/nuevo/", milestones.AddMilestone.as_view(), name="desk_milestone_new"),
    path("hitos/<int:position>/", include(of_milestone)),
]
of_plan = [
    path("", plans.EditPlan.as_view(), name="desk_plan"),
    path("vista-previa/", plans.preview_plan, name="desk_plan_preview"),
    path("descartar/", plans.DiscardPlan.as_view(), name="desk_plan_discard"),
    path("publicar/", plans.PublishPlan.as_view(), name="desk_plan_publish"),
]
urlpatterns = [
    path("compromisos/", public(views.board), name="board"),
    path("compromisos/compromisos.csv", public(views.download_csv), name="csv"),
    path("compromisos/compromisos.json", public(views.download_json), name="json"),
    path("compromisos/calendario.ics", public(views.calendar_ics), name="calendar"),
    *listing_urls("compromisos/", "board", listings.board_listing),
    *listing_urls("compromisos/hitos/", "milestones", listings.milestones_listing),
    *listing_urls("compromisos/plan/<slug:slug>/", "plan", listings.plan_listing),
    path("compromisos/metodo/", public(views.method), name="method"),
    path("compromisos/plan/<slug:slug>/", public(views.plan), name="plan"),
    path("compromisos/<slug:key>/", public(views.detail), name="detail"),
    path("trabajo/compromisos/", commitments.CommitmentList.as_view(), name="desk"),
    path("trabajo/compromisos/nuevo/", commitments.NewCommitment.as_view(), name="desk_new"),
    path("trabajo/compromisos/planes/", plans.PlanList.as_view(), name="desk_plans"),
    path("trabajo/compromisos/planes/nuevo/", plans.NewPlan.as_view(), name="desk_plan_new"),
    path("trabajo/compromisos/planes/<slug:slug>/", include(of_plan)),
    path("trabajo/compromisos/<slug:key>/", include(of_commitment)),
]
