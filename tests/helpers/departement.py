"""A workbook of a department without a single finding, to break one thing at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import Inzender, find_department
from ra_excel.domain.model import Table
from ra_excel.domain.tables import DEPARTEMENT, roles_of
from ra_excel.template.build import build_workbook
from tests.helpers.clean import CYCLE, GROUNDS, Rows


def clean_department_rows() -> Rows:
    """Rows for LVVN that pass every check on 2026-12-01."""
    return {
        "start_departement": [
            {"contactfunctie": "Programmamanager", "status_inzending": "definitief"}
        ],
        "inbreng": [
            {
                "id": "LVVN-001",
                "titel": "Stikstof rond natuurgebieden",
                "probleemanalyse": "Bedrijven en natuur vragen om dezelfde ruimte.",
                "gezamenlijk_doel": "Per gebied één keuze over ruimte voor landbouw en natuur.",
                "herkomst": "nationaal programma",
                "domeinen": "landbouw; natuur en landschap",
                "departementen": "LVVN; VRO",
                "betrokken_provincies": "Drenthe; Overijssel",
                "criterium_spanning": "Ja",
                "onderbouwing_spanning": GROUNDS,
                "planning": "2027-Q1",
                "beoogd_type": "C Afweging",
                "status": "overgenomen",
                "vraagstuk_provincie": "DR-001",
            }
        ],
        "rijksinzet": [
            {
                "vraagstuk": "DR-001",
                "titel": "Woningbouw en zoetwater",
                "van_provincie": "Drenthe",
                "stap": "2 Dialoog",
                "planning": "2026-Q3",
                "belang": "Zoet water voor landbouw en natuur.",
                "houding": "akkoord mits",
                "standpunt": "Bouwen kan waar het water er niet onder lijdt.",
                "voorwaarde": "Eerst een waterbalans per polder.",
                "ruimte": "Cofinanciering van de waterbalans.",
                "grens": "Geen bouw in de laagste polders.",
                "mandaat_gremium": "DGO FLO",
                "afgestemd_gremium": "DO FLO",
                "afgestemd_op": date(2026, 9, 20),
                "aan_tafel": "Directeur gebiedsgericht werken",
                "delen": "Ja",
            }
        ],
        "opvolging": [
            {
                "afspraak": "DR-A001",
                "titel": "Peilbesluit",
                "tekst": "Rijk en provincie passen het peil samen aan.",
                "rijk_doet": "Wijst de gebieden aan.",
                "deadline": date(2027, 6, 30),
                "actiehouder": "Directie Natuur",
                "landing_document": "Programma Natuur",
                "landing_status": "voorgenomen",
                "peildatum": date(2026, 11, 20),
                "voortgang": "op schema",
                "teruggekoppeld_gremium": "DO NOVEX",
                "teruggekoppeld_op": date(2026, 11, 20),
            }
        ],
        "rolmatrix": [
            {
                "id": role["id"],
                "invuller": f"Functie {role['id']}",
                "mandaat": "Binnen de rijksinzet",
                "afgesproken": "Ja",
                "vastgesteld_op": date(2026, 5, 20),
            }
            for role in roles_of(DEPARTEMENT)
        ],
        "lessen": [{"onderwerp": "Eerst samen kijken", "wat_werkte": "Een dag in het gebied."}],
    }


def prepared_rows(rows: Rows) -> Rows:
    """What VRO puts in a workbook of these rows before the department fills it in."""
    return {
        table.name: [only_fixed(table, line) for line in rows[table.name]]
        for table in DEPARTEMENT.data_tables
        if table.is_prepared
    }


def only_fixed(table: Table, line: dict[str, object]) -> dict[str, object]:
    """The fixed cells of a line."""
    return {name: value for name, value in line.items() if table.by_name[name].fixed}


def rows_of_department(department: Inzender, rows: Rows) -> Rows:
    """The rows of LVVN as if they were another department's."""
    own = f"{department.code}-"
    inbreng = [
        {**line, "id": str(line["id"]).replace("LVVN-", own)} for line in rows.get("inbreng", [])
    ]
    return {**rows, "inbreng": inbreng}


def build_department(path: Path, rows: Rows, name: str = "LVVN") -> Path:
    """The workbook of a department with these rows."""
    department = find_department(name)
    assert department is not None
    build_workbook(path, department, load_cycle(CYCLE), rows)  # type: ignore[arg-type]
    return path
