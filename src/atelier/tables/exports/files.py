"""The kinds of files a table can leave as."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from atelier.common.jobs import Progress
from atelier.tables.models import Table


@dataclass(frozen=True)
class Export:
    """A kind of file; `writer` names the function that gives it whole, in bytes. Heavy ones are made by a job."""

    title: str
    content_type: str
    writer: str
    is_heavy: bool = False

    def write(self, table: Table, *, with_names: bool) -> bytes:
        """The whole file. Its libraries are loaded now: most servers are never asked for it."""
        file: bytes = import_string(f"atelier.tables.exports.{self.writer}")(table, with_names=with_names)
        return file


EXPORTS = {
    "geojson": Export("GeoJSON", "application/geo+json", "geojson.write_geojson"),
    "gpkg": Export("GeoPackage (QGIS)", "application/geopackage+sqlite3", "geopackage.write_geopackage", is_heavy=True),
    "csv": Export("CSV", "text/csv; charset=utf-8", "csv_file.write_csv"),
}


def file_name(table: Table, kind: str) -> str:
    """dieppe-un-littoral-qui-recule-table-des-falaises.gpkg"""
    return f"{slugify(table.workshop.atelier.title)}-{slugify(table.name)}.{kind}"


def export_job(progress: Progress, *, table: str, kind: str, with_names: bool, back_url: str) -> Path:
    """The work of a job: the table as a file in the job's folder. `back_url` is for its page."""
    progress.at(10, gettext_noop("Reading the table…"))
    # everywhere: the view that started this job has asked for the table
    found = Table.everywhere.select_related("workshop__atelier").get(pk=table)
    progress.at(40, gettext_noop("Writing the file…"))
    path = progress.folder / file_name(found, kind)
    path.write_bytes(EXPORTS[kind].write(found, with_names=with_names))
    return path
