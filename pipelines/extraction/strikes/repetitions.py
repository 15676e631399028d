"""Removes attacks that repeat another one of the text: headlines, second accounts, local shares."""

from datetime import timedelta

from pipelines.extraction.strikes.attack import Attack


def without_repetitions(attacks: list[Attack]) -> list[Attack]:
    """The attacks of a text, each once.

    Items without a date of their own become headers of the dated attack that they belong to.
    """
    dated = [attack for attack in attacks if attack.frame.is_stated]
    kept: list[Attack] = []
    for attack in attacks:
        if any(_is_second_account(attack, one) for one in kept):
            continue
        if attack.frame.is_stated and not any(_is_repeated_in(attack, one) for one in dated):
            kept.append(attack)
            continue
        owner = next((one for one in dated if _is_headline_of(attack, one)), None)
        if owner is not None:
            owner.headers.extend(attack.headers + attack.items)
        elif attack.frame.night_of is not None:
            kept.append(attack)
    return _without_local_shares(kept or _without_echoes(attacks))


def _without_echoes(attacks: list[Attack]) -> list[Attack]:
    """Of attacks that nothing dates, those that count more than another of the same side."""
    kept: list[Attack] = []
    for attack in sorted(attacks, key=lambda one: -len(one.counts)):
        is_echo = any(
            attack.attacker == other.attacker and attack.counts and attack.counts <= other.counts
            for other in kept
        )
        if not is_echo:
            kept.append(attack)
    return [attack for attack in attacks if any(attack is one for one in kept)]


def _without_local_shares(attacks: list[Attack]) -> list[Attack]:
    """A governor's count in an article is part of the national count, where there is one."""
    national = {
        (attack.frame.night_of, attack.attacker) for attack in attacks
        if not attack.is_local
        and any(item.count is not None and item.role is not None for item in attack.items)
    }  # fmt: skip
    return [
        attack for attack in attacks
        if not attack.is_local
        or (attack.frame.night_of, attack.attacker) not in national
        or not any(sentence.has("local_official") for sentence in attack.sentences)
    ]  # fmt: skip


def _is_headline_of(attack: Attack, other: Attack) -> bool:
    """Whether an attack without a date counts no more than a dated one of the same side."""
    if other is attack or other.attacker != attack.attacker:
        return False
    return attack.frame.night_of is None or (bool(attack.counts) and attack.counts <= other.counts)


def _is_repeated_in(attack: Attack, other: Attack) -> bool:
    """Whether an account with hours counts all that one of the same night without hours does."""
    when, window = attack.frame.when, other.frame.when
    return (
        when is not None and window is not None
        and when.kind == "night" and when.start_time is None and window.kind in ("window", "clock")
        and when.end_on == window.end_on and attack.attacker == other.attacker
        and attack.counts <= other.counts
    )  # fmt: skip


def _is_second_account(attack: Attack, other: Attack) -> bool:
    """Whether "over the past day" repeats, number by number, what was counted for "yesterday"."""
    one, two = attack.frame.when, other.frame.when
    return (
        one is not None and two is not None and one.end_on is not None and two.end_on is not None
        and attack.attacker == other.attacker
        and "day24" in (one.kind, two.kind) and one.kind != two.kind
        and abs(one.end_on - two.end_on) <= timedelta(days=1)
        and len(attack.figures) > 1 and attack.figures == other.figures
    )  # fmt: skip
