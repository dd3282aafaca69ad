"""Writes the pages of docs/ that say what the code says, so that the two cannot disagree (a test holds it).

python -m tools.pages
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from service.api import problems
from service.config import VARIABLES
from service.destinations import BELONGS
from service.problem import CODES, Level
from service.retention import BY_SUBJECT
from service.roles import ALLOWED, WHOLE_SERVICE, May, Role
from service.word.refusals import SENTENCES
from service.workflow import unpack

DOCS = Path(__file__).resolve().parent.parent / "docs"


def problems_page() -> str:
    """Everything that a person may have to look at in a copy."""
    rows = (f"| `{code}` | {_shown(level)} | {meaning} |\n" for code, (level, meaning) in CODES.items())
    return f"""\
# Problems

What `read` and the service can say about a completed copy that a person should look at. Each problem comes with
where it is in the document, what stood there, and what is accepted. An **error** stops the record from being
accepted until it is settled; a **warning** does not, and a person may override it with a reason. A form may switch
a code off in its declaration. A code, once published, is never used for anything else.

This page is written by `make docs` from `service/problem.py`.

| Code | Level | What it says |
|---|---|---|
{"".join(rows)}"""


def errors_page() -> str:
    """Everything that a request can fail with."""
    rows = (f"| `{code}` | {status.value} | {title} |\n" for code, (status, title) in problems.CODES.items())
    sentences = {**SENTENCES, **unpack.SENTENCES}
    refusals = (
        f"| `{code}` | {said.partition('. ')[0].format(limit='…')}. |\n" for code, said in sentences.items()
    )
    return f"""\
# Failed requests

Every failed request of the API is answered as `application/problem+json` (RFC 9457), with `title`, `status`,
`code`, `detail` for a person, and, where there is more to say, `faults`: a list of `path` and `message`. A code,
once published, is never used for anything else.

This page is written by `make docs` from `service/api/problems.py`.

| Code | Status | What it means |
|---|---|---|
{"".join(rows)}
## Refused files

A file that is no completed copy of a known form is refused. `/returns` answers 200 and tells of each file for itself,
also where there is only one; elsewhere the code is `file-refused`. In its place of the answer, or in `faults`, stands
why: `not-ours` says that it is a Word document but no copy of a known form, `unknown-audit`
that its audit is not among those of your team. The others:

| Code | What it means |
|---|---|
{"".join(refusals)}"""


def roles_page() -> str:
    """Who may do what."""
    head = " | ".join(role.replace("_", " ") for role in Role)
    rows = (
        f"| {what.value} | {' | '.join('yes' if role in ALLOWED[what] else '' for role in Role)} |\n"
        for what in May
    )
    return f"""\
# Who may do what

A person has one role or several, and may do what any of them may. Whoever belongs to a team sees the audits of that
team and no others: another team's audit is answered as one that does not exist. Auditors, managers and viewers
always belong to a team, unless they have a wider role beside. What concerns every team ({_listed(WHOLE_SERVICE)}) is
only for who belongs to none.

An audit belongs to the team that it is sent out for: named with it, or in its header (`audit.team`), else the team of
who sends it out. A return that carries no reference makes an audit of the uploader's team.

A viewer who has no other role reads grades, dates, choices and ticks, but no free text, unless the setting
`AUDIT_FORMS_VIEWERS_READ_TEXT` says so.

This page is written by `make docs` from `service/roles.py`; a test holds every route of the API to it.

| | {head} |
|---|{"---|" * len(Role)}
{"".join(rows)}"""


def settings_page() -> str:
    """Every setting."""
    rows = (f"| `{name}` | {said} |\n" for name, said in VARIABLES.items())
    belongs = (
        f"| {subject.replace('_', ' ')} | `{record}` | {BY_SUBJECT[subject].rule} |\n"
        for subject, record in BELONGS.items()
    )
    return f"""\
# Settings

Read from the environment when a command starts; what stands in brackets holds unless it is set. `python -m service
doctor` says what is set and whether it works.

This page is written by `make docs` from `service/config.py` and `service/destinations.py`.

| Variable | What it says |
|---|---|
{"".join(rows)}
## Destinations

`AUDIT_FORMS_DESTINATIONS` names a TOML file with a table for each place to file to:

```toml
[carer_records]
title = "Foster carers' records"
record = "carer"                # whose record it is: see below
system = "the case system"      # what the note for who files by hand calls it
category = ["documents", "general documents", "audit"]
fields = {{ "Document type" = "Case file audit" }}       # what else that person picks
name = "{{record_id}}_{{form}}_{{date}}_{{stage}}_v{{revision}}"
url = "/srv/filing/carers"      # a folder, or any URL that fsspec knows: smb:// sftp:// webdav:// s3:// abfs://
options = {{ username = "filing", password = "env:FILING_PASSWORD" }}   # of that file system; secrets by env:NAME
```

What other kinds of places need is in `requirements-extras.txt` (`.venv/bin/pip install -r requirements-extras.txt`):

| `url` | `options` |
|---|---|
| `smb://server/share/folder` | `username`, `password` |
| `sftp://server/folder` | `username`, `password` or `client_keys`; `known_hosts`, the account's own unless named |
| `webdav://` followed by the folder | `base_url` of the server, `username`, `password` |
| `s3://bucket/folder` | `key`, `secret`, `endpoint_url`; the bucket is there already |
| `abfs://container/folder` | `account_name`, `account_key`; or `connection_string`; the container is there already |

For example, a container of Azure Blob Storage:

```toml
[child_records]
record = "child"
url = "abfs://case-records/audits"
options = {{ account_name = "harbourcouncil", account_key = "env:AZURE_ACCOUNT_KEY" }}
```

On S3 and Azure a file is written only where there is none (`If-None-Match`), which the store must know: so nothing is
ever written over.

`name` may hold `{{record_id}}`, `{{form}}`, `{{date}}`, `{{stage}}`, `{{revision}}` and `{{reference}}`. A form's
subject decides on whose record its audits belong; on any other they are refused. An audit of an audit is filed beside
the one that it judges.

| Subject of the form | `record` | Kept, unless the form says more |
|---|---|---|
{"".join(belongs)}"""


PAGES: Mapping[str, Callable[[], str]] = {
    "problems.md": problems_page,
    "errors.md": errors_page,
    "roles.md": roles_page,
    "settings.md": settings_page,
}
"""Each page that is written, by its name."""


def _listed(several: Iterable[May]) -> str:
    return ", ".join(sorted(several))


def _shown(level: Level) -> str:
    return "**error**" if level is Level.ERROR else "warning"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
