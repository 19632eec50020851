"""All that a panel or dialog may need, made in ``app.main`` and passed on."""

from dataclasses import dataclass

from postil.session.findings import Findings
from postil.session.jobs import Jobs
from postil.session.looks import Looks
from postil.session.settings import Settings
from postil.session.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """One window's workspace, findings, settings, looks and jobs."""

    workspace: Workspace
    findings: Findings
    settings: Settings
    looks: Looks
    jobs: Jobs
