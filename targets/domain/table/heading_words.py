"""The words of the headings of plan tables: those that are listed, and rules for those that are not.

Italian first, English beside it; ``headings`` compares them.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from targets.domain.table.plan_table import RowKind


class Role(StrEnum):
    """What a column of the table holds, by its heading."""

    LINE = "line"
    KIND = "kind"
    CODE = "code"
    TEXT = "text"
    INDICATOR = "indicator"
    """Settled per table: the text where there is no other, else the formula where there is none."""
    FORMULA = "formula"
    TARGET = "target"
    AREA = "area"
    NOTE = "note"
    WEIGHT = "weight"
    OTHER = "other"
    """A heading that is known to head a plan table, of a column the plan has no place for."""


class Rank(IntEnum):
    """How sure a heading is: of several columns of one role the surest is read."""

    WEAK = 1
    """Most likely ("Valore 2025"): not believed where its year is another than the plan's."""
    BY_RULE = 2
    LISTED = 3


HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.LINE: (
        *(
            "linea strategica",
            "linee strategiche",
            "linea",
            "linea strategica/sezione",
            "sezione",
            "linea di intervento",
        ),
        *("area strategica", "priorita strategica", "ambito strategico", "strategic line", "line", "section"),
        *("strategic line/section", "linea d'azione"),
    ),
    Role.KIND: ("tipo", "tipologia", "tipo obiettivo", "tipo di obiettivo", "kind", "type", "livello"),
    Role.CODE: (
        *(
            "codice",
            "cod",
            "cod.",
            "codice obiettivo",
            "cod. obiettivo",
            "n",
            "n.",
            "n°",
            "nr",
            "nr.",
            "num",
            "num.",
        ),
        *("numero", "id", "code", "#", "rif", "rif.", "no.", "n. obiettivo"),
    ),
    Role.TEXT: (
        *(
            "obiettivo/target",
            "obiettivo",
            "obiettivi",
            "obiettivo / target",
            "attivita",
            "attivita'",
            "descrizione",
        ),
        *(
            "descrizione obiettivo",
            "descrizione dell'obiettivo",
            "titolo",
            "titolo obiettivo",
            "denominazione",
        ),
        *("objective", "objective/target", "description", "title", "target/obiettivo", "azione", "azioni"),
        *("obiettivo operativo", "obiettivi operativi", "obiettivo strategico", "obiettivi strategici"),
        *("strategic objective", "operational objective"),
    ),
    Role.INDICATOR: (
        *("indicatore", "indicatori", "indicator", "indicators", "kpi", "indicatore di performance"),
        *("indicatori di performance", "indicatore di risultato", "indicatore/i"),
    ),
    Role.FORMULA: (
        *("formula", "formula di calcolo", "formula indicatore", "modalita di calcolo", "metodo di calcolo"),
        *(
            "algoritmo",
            "algoritmo di calcolo",
            "formula/indicatore",
            "indicatore/formula",
            "indicatore (formula)",
        ),
    ),
    Role.TARGET: (
        *(
            "valore obiettivo",
            "target",
            "valore atteso",
            "valore target",
            "risultato atteso",
            "risultati attesi",
        ),
        *(
            "valore programmato",
            "target value",
            "target atteso",
            "target anno",
            "valore obiettivo anno",
            "target annuale",
        ),
    ),
    Role.AREA: (
        *(
            "area",
            "aree",
            "responsabile",
            "responsabili",
            "area responsabile",
            "struttura",
            "struttura responsabile",
        ),
        *(
            "ufficio",
            "ufficio responsabile",
            "unita organizzativa",
            "uo",
            "u.o.",
            "dirigente",
            "dirigente responsabile",
        ),
        *(
            "centro di responsabilita",
            "cdr",
            "settore",
            "servizio",
            "area dirigenziale",
            "area/struttura",
            "strutture",
        ),
        *(
            "area di riferimento",
            "struttura di riferimento",
            "owner",
            "department",
            "unit",
            "area/responsabile",
        ),
    ),
    Role.NOTE: ("note", "nota", "annotazioni", "osservazioni", "notes", "remarks", "commenti"),
    Role.WEIGHT: ("peso", "peso %", "peso percentuale", "weight", "weight %"),
    Role.OTHER: (
        *(
            "baseline",
            "valore di partenza",
            "valore iniziale",
            "periodo",
        ),
        *(
            "valore base",
            "valore storico",
            "consuntivo",
            "unita di misura",
            "um",
            "u.m.",
            "fonte",
            "fonte dati",
        ),
        *("fonte dei dati", "stakeholder", "risorse", "budget", "scadenza", "tempi", "periodicita", "source"),
        *(
            "valore effettivo",
            "valore raggiunto",
            "valore conseguito",
            "valore attuale",
            "valore a consuntivo",
        ),
        *("risultato raggiunto", "risultato conseguito", "grado di raggiungimento", "scostamento"),
    ),
}

KIND_OF_HEADING: dict[str, RowKind] = {
    "obiettivo operativo": RowKind.OPERATIONAL_OBJECTIVE,
    "obiettivi operativi": RowKind.OPERATIONAL_OBJECTIVE,
    "operational objective": RowKind.OPERATIONAL_OBJECTIVE,
    "obiettivo strategico": RowKind.STRATEGIC_OBJECTIVE,
    "obiettivi strategici": RowKind.STRATEGIC_OBJECTIVE,
    "strategic objective": RowKind.STRATEGIC_OBJECTIVE,
}
"""A heading of the title column that says of what kind all its rows are."""

TOLD: dict[Role, tuple[str, ...]] = {
    Role.TARGET: ("Valore obiettivo", "Valore atteso", "Target", "Traguardo", "Soglia"),
    Role.FORMULA: ("Formula", "Indicatore", "Modalità di calcolo", "Algoritmo"),
}
"""Headings that are named to a person whose own was not understood."""

_VALUE = r"(?:valor[ei]|livell[oi]|risultat[oi]|esit[oi]|dat[oi]|quantita|performance|output|outcome)"
_AIMED = (
    r"(?:target|obb?iettiv[oi]|(?:attes|programmat|pianificat|previst|prefissat|prestabilit|fissat|assegnat"
    r"|auspicat|desiderat)[aeio]|(?:da )?(?:raggiungere|conseguire|ottenere|realizzare|perseguire))"
)
_OF_VALUE = (
    r"(?: (?:minim|massim)[aeio]| final[ei]| indicator[ei]| obb?iettiv[oi]| performance| risultat[oi])*"
)
# No two units one after the other: "area servizi" is the name of an area.
_UNIT = (
    r"(?:are[ae]|struttur[ae]|uffici[o]?|settor[ei]|servizi[o]?|direzion[ei]|dipartiment[oi]|dirigent[ei]"
    r"|responsabil[ei]|referent[ei]|unita organizzativ[ae]|posizion[ei] organizzativ[ae]"
    r"|centr[oi] responsabilita)"
)
_OF_UNIT = (
    r"(?: (?:competent[ei]|dirigenzial[ei]|organizzativ[ae]|titolar[ei]|assegnatari[aeio]|incaricat[aeio]"
    r"|obiettiv[oi]|proponent[ei]|riferimento|attuazione|capofila|camer\w+))*"
)
_CALCULATED = r"(?: (?:calcolo|misurazione|misura|rilevazione|quantificazione))"

RULES: tuple[tuple[Role, Rank, str], ...] = (
    (
        Role.TARGET,
        Rank.BY_RULE,
        rf"{_VALUE} {_AIMED}{_OF_VALUE}|target(?: {_AIMED}| {_VALUE})?{_OF_VALUE}|traguard[oi]{_OF_VALUE}"
        r"|obb?iettiv[oi] (?:numeric|quantitativ)[oi]|(?:expected|planned|target) (?:value|result)s?|targets",
    ),
    (Role.TARGET, Rank.WEAK, rf"valor[ei]|values?|sogli[ae](?: {_AIMED})?(?: minim[ae])?{_OF_VALUE}"),
    (
        Role.FORMULA,
        Rank.BY_RULE,
        rf"(?:formul[ae]|algoritm[oi])(?:{_CALCULATED}| matematic(?:a|he)| indicator[ei])*"
        rf"|(?:modalita|metod[oi]|metodologi[ae]|criteri[o]?|sistem[ai]|regol[ae]){_CALCULATED}+"
        rf"(?: indicator[ei])?|calcolo(?: indicator[ei])?|indicator[ei](?: e)? formul[ae]{_CALCULATED}*"
        r"|formul[ae] e indicator[ei]|formulas|calculation(?: method| formula)?",
    ),
    (
        Role.INDICATOR,
        Rank.BY_RULE,
        r"(?:(?:descrizione|nome|denominazione) )?indicator[ei](?: (?:performance|outcome|output|risultat[oi]"
        r"|impatto|efficacia|efficienza|misurazione|misura|obiettiv[oi]|attivita|process[oi]|monitoraggio))*"
        r"|performance indicators?|kpis",
    ),
    (Role.AREA, Rank.BY_RULE, rf"{_UNIT}(?: (?:responsabil|dirigent|referent)[ei])?{_OF_UNIT}"),
    (
        Role.TEXT,
        Rank.BY_RULE,
        r"(?:descrizione|titolo|denominazione|testo|nome) (?:obiettiv[oi]|attivita|azion[ei])"
        r"(?: (?:operativ|strategic|specific)[oi])?",
    ),
    (
        Role.CODE,
        Rank.BY_RULE,
        r"(?:codic[ei]|cod|numero|num|id|n)(?: (?:obiettiv[oi]|progressiv[oi]|target))+",
    ),
    (Role.KIND, Rank.BY_RULE, r"(?:tipo|tipologia|natura|livello)(?: (?:obiettiv[oi]|target))+"),
    (Role.WEIGHT, Rank.BY_RULE, r"pes[oi](?: (?:obiettiv[oi]|percentual[ei]|relativ[oi]|assegnat[oi]))+"),
)
"""(role, how sure, what is left of the heading without its years and the words of ``UNHEARD``)."""

UNHEARD = frozenset(
    (
        *("di", "del", "della", "dello", "dell", "dei", "degli", "delle", "al", "alla", "all", "alle"),
        *("nel", "nella", "nell", "per", "entro", "il", "lo", "la", "l", "le", "gli", "i", "in", "su"),
        *("anno", "anni", "annuale", "annuali", "annualita", "triennio", "triennale"),
        *("the", "of", "for", "year", "annual"),
    )
)
"""Words of a heading that say nothing of what its column holds."""
