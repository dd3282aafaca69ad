"""What each role may do, in a sentence: read before somebody is given it."""

from collections.abc import Mapping

from service.roles import Role

ROLE_SENTENCES: Mapping[Role, str] = {
    Role.AUDITOR: (
        "Completes forms and uploads them; sees the audits and actions of their team. Belongs to a team."
    ),
    Role.ADMINISTRATOR: (
        "Sends forms out and takes them in; reviews, accepts, finishes and files audits. Without a team, also adds "
        "editions of forms, looks after people, tokens and settings, and sees the trail."
    ),
    Role.MANAGER: (
        "Sees the audits of their team, works on its actions, and acknowledges urgent concerns. Belongs to a team."
    ),
    Role.MODERATOR: (
        "Uploads returns; corrects, settles, sends back and accepts audits; verifies that actions were done."
    ),
    Role.HEAD_OF_QA: (
        "All that an administrator may do with audits. Without a team, also adds editions of forms and sees the trail. "
        "Does not change people."
    ),
    Role.VIEWER: (
        "Sees the grades, dates and choices of their team’s audits, but opens no document and changes nothing. "
        "Belongs to a team."
    ),
    Role.SYSTEM: (
        "For programs that come in with a token: sends out, uploads, finishes, files and exports, but decides nothing."
    ),
}
