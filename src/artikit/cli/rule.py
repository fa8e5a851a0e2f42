"""`artikit rule`."""

from typing import Annotated

import typer


def rule(
    selector: Annotated[str | None, typer.Argument(metavar="[CODE|NAME]", help="Rule to explain.")] = None,
) -> None:
    """Explain a rule, or list them all."""
    from artikit.errors import UsageError
    from artikit.rule_choice import unknown_rule
    from artikit.rules import all_rules

    rules = all_rules()
    if selector is None:
        for one in rules.values():
            typer.echo(f"{one.code}  {one.severity:<7}  {one.name:<24}  {one.title}")
        return
    for one in rules.values():
        if selector.upper() == one.code or selector.lower() == one.name:
            typer.echo(f"{one.code} {one.name} ({one.severity})\n\n{one.doc}")
            return
    raise UsageError(unknown_rule(selector, rules))
