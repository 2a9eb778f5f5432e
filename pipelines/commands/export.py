"""`launch-timeline export`: the tables for those who do not read Parquet."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines import tables
from pipelines.publishing import export, parquet, safely
from pipelines.publishing.names import Names
from pipelines.seeds import SeedError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format", "form", type=click.Choice(sorted(export.FORMATS)), default="csv", show_default=True
)
@click.option("--public", is_flag=True, help="Leave out article texts; quotes of one sentence.")
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
def command(folder: Path, form: str, public: bool, output: Path, seeds: Path) -> None:
    """Write the tables of an output folder into FOLDER as CSV, JSON, GeoJSON or Atom."""
    if parquet.read_manifest(output) is None:
        raise click.ClickException(f"nothing was built in {output} yet: launch-timeline build")
    try:
        names = Names.at(seeds)
        built = {t.name: parquet.load(output, t) for t in tables.TABLES}
        for name, text in export.files(built, form, names, public=public):
            click.echo(safely.write(folder / name, text))
    except SeedError as error:
        raise click.UsageError(str(error)) from error
    except (parquet.PublishError, OSError) as error:
        raise click.ClickException(str(error)) from error
