"""`artikit rule`."""

from typing import Annotated

import typer


def rule(
    selector: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE|NAME]", help="Rule to explain; the beginning of a code lists all with it."
        ),
    ] = None,
) -> None:
    """Explain a rule, or list them all."""
    from artikit.errors import UsageError
    from artikit.rule_choice import unknown_rule
    from artikit.rules import all_rules

    rules, wanted = all_rules(), selector or ""
    for one in rules.values():
        if wanted.upper() == one.code or wanted.lower() == one.name:
            typer.echo(f"{one.code} {one.name} ({one.severity})\n\n{one.doc}")
            return
    family = [one for one in rules.values() if one.code.startswith(wanted.upper())]
    if not family:
        raise UsageError(unknown_rule(wanted, rules))
    for one in family:
        typer.echo(f"{one.code}  {one.severity:<7}  {one.name:<24}  {one.title}")
