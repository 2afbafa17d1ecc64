"""How far a row is: the formula of the column Stand."""

from __future__ import annotations

from ra_excel.domain import names
from ra_excel.domain.model import Column, Table

COMPLETE = "✓ compleet"
MISSING = "nog "
SEE_CONTROLE = " · zie Controle"
"""What Stand says of a complete row, how it begins where mandatory cells are empty, and what follows when Controle names
a cell of the row. Nothing for an untouched row."""


def state_formula(table: Table) -> str:
    """A calculated column of the Excel table, so that rows typed below the table get it too."""
    name = names.table_name(table)

    def this(column: Column) -> str:
        return f"{name}[[#This Row],[{column.header}]]"

    inputs = table.input_columns
    counted = []
    for column in inputs:
        if column.required_when:
            other, value = column.required_when
            counted.append(
                f'({this(table.by_name[other])}="{value}")*(LEN(TRIM({this(column)}))=0)'
            )
        elif column.required:
            counted.append(f"(LEN(TRIM({this(column)}))=0)")
    total = "+".join(counted)
    whole_row = f"{name}[[#This Row],[{inputs[0].header}]:[{inputs[-1].header}]]"
    named = f'COUNTIFS(bev_blad,"{table.sheet}",bev_rij,ROW())>0'
    return f'=IF(COUNTA({whole_row})=0,"",IF({total}=0,"{COMPLETE}","{MISSING}"&({total}))&IF({named},"{SEE_CONTROLE}",""))'
