"""What the grades mean, in general words; a form may say it in its own."""

DESCRIPTORS = {
    "outstanding": (
        "Everything that makes a file good, and more. The work has brought lasting improvement for the "
        "child. It draws on research and is at times inventive."
    ),
    "good": (
        "The child is safe and heard. Help is early and joined up. Records and decisions are clear and "
        "current. Relationships are good, risk is understood and reviewed, and the work brings change."
    ),
    "requires_improvement": (
        "Not everything that makes a file good is there yet. What the law asks of a file is met, "
        "conclusions follow from analysis, and no failure is serious or widespread. The file does not yet "
        "give enough assurance."
    ),
    "adequate": (
        "The file meets the minimum asked of it and the child is safe. Much could be better, and the file "
        "does not show that the work made a difference."
    ),
    "inadequate": (
        "The file cannot give assurance. Failures are serious or widespread, and a child is or may be at "
        "risk. What the law or local rules ask for cannot be shown, or concerns were not acted on."
    ),
}
"""By grade code, after an English authority's auditing advice of 2020 and grades printed on other forms."""
