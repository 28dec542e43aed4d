"""Programmes, certificates, their register, their verification by strangers."""

from flask import Flask

from lms import jobs
from lms.certification import commands, content, service, views
from lms.certification.evidence import CertificateEvidence
from lms.certification.papers import CertificatePapers
from lms.errors import N_
from lms.growth import evidence, papers
from lms.i18n import lazy
from lms.library import kinds
from lms.pages import NavigationItem, add_navigation
from lms.people import audit

ISSUE_EVERY = 60  # seconds


def init_app(app: Flask) -> None:
    """Register the routes, the kind of document, the job and the sentences of certificates."""
    app.register_blueprint(views.bp)
    kinds.register(app, content.ProgrammesKind())
    evidence.register(app, CertificateEvidence())
    papers.register(app, CertificatePapers())
    jobs.handler(app, service.ISSUE_DUE, commands.issue_due_job, every=ISSUE_EVERY)
    audit.sentence("certificate.issued", N_("签发了证书 %(number)s"))
    audit.sentence("certificate.revocation-proposed", N_("提请撤销证书 %(number)s"))
    audit.sentence("certificate.revoked", N_("撤销了证书 %(number)s"))
    audit.sentence("certificate.reinstatement-proposed", N_("提请恢复证书 %(number)s"))
    audit.sentence("certificate.reinstated", N_("恢复了证书 %(number)s"))
    audit.sentence(
        "certificate.numbers-skipped",
        N_("数据从备份恢复过，证书编号 %(first)s 到 %(last)s 跳过不用"),
    )
    add_navigation(
        app,
        NavigationItem(
            lazy("证书"),
            "certification.show_certificates",
            "award",
            "certificate.view",
            60,
            leads="certificate.issue",
        ),
    )
