"""YAML as outlines mean it: yes and no are words, dates stay as written, no name stands twice."""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from service.errors import Fault, Unfit


class _Words(yaml.SafeLoader):
    """Reads `true` and `false` as truth values, whole numbers as numbers, and everything else as text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"“{name}” stands twice, line {line}")
            seen.add(name)
        return super().construct_mapping(node, deep)


_Words.yaml_implicit_resolvers = {}
_Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Words.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[0-9]+$"), list("0123456789"))
_Words.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def mapping_of(text: str, whole: str = "outline") -> dict[str, object]:
    """The YAML of an outline, or of what `whole` calls it, as a mapping. Raises Unfit where it is none."""
    try:
        found = yaml.load(text, Loader=_Words)  # noqa: S506 -- a SafeLoader
    except RecursionError:
        raise Unfit([Fault(whole, "is nested too deeply")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f"line {mark.line + 1}: " if mark else ""
        what = getattr(error, "problem", None) or str(error)
        raise Unfit([Fault(whole, f"{at}{what}")]) from None
    if not isinstance(found, dict):
        raise Unfit([Fault(whole, "is no list of names and values")])
    return {str(name): value for name, value in found.items()}
