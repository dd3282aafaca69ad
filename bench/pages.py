"""The pages that are measured: each list with its filters, its first page, its middle and its end."""

_ON_A_PAGE = 50
_PAGES = {
    "start": "/",
    "audits": "/audits",
    "audits, hundredth page": "/audits?page=100",
    "audits by state and grade, sorted": "/audits?stage=in_review&grade=good&sort=-date",
    "audits, last page": "/audits?page={audits}",
    "audits, last page by reference": "/audits?sort=reference&page={audits}",
    "audits, middle page by grade": "/audits?sort=grade&page={middle}",
    "audits, search of a word": "/audits?q=harbour",
    "audits of a team": "/audits?team=2",
    "audits of a month": "/audits?month=2022-03",
    "audits of an auditor": "/audits?auditor=auditor+7",
    "audits of a team, month and auditor": "/audits?team=2&month=2022-03&auditor=auditor+7",
    "actions": "/actions",
    "actions, all, last page": "/actions?state=open&state=in_progress&state=verified&page={actions}",
    "actions of one owner, overdue": "/actions?owner=Owner+7&late=true",
    "actions of a team, last page": "/actions?team=2&state=open&page={of_team}",
    "escalations": "/escalations",
    "escalations, middle page": "/escalations?page={concerns}",
    "forms": "/forms",
    "people": "/people",
    "trail": "/trail",
}


def pages_of(audits: int) -> dict[str, str]:
    """The address of each page by what it is, for so many audits with half as many actions again."""
    numbers = {
        "audits": audits // _ON_A_PAGE,
        "middle": audits // _ON_A_PAGE // 2,
        "actions": audits * 3 // 2 // _ON_A_PAGE,
        "of_team": audits // 8 // _ON_A_PAGE,
        "concerns": audits // 10 // _ON_A_PAGE,
    }
    return {what: address.format(**numbers) for what, address in _PAGES.items()}
