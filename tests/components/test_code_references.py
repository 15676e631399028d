"""An asset in the UI links to the files that define it, the most important first."""

import dagster as dg

from pipelines.components.code_references import code_references


def test_files_are_linked_in_order_and_labelled_by_folder_and_name() -> None:
    (shown,) = code_references("/house/sql/strikes/daily.sql", "/house/a.py").values()
    assert isinstance(shown, dg.CodeReferencesMetadataValue)
    links = [one for one in shown.code_references if isinstance(one, dg.LocalFileCodeReference)]
    assert [(one.file_path, one.line_number, one.label) for one in links] == [
        ("/house/sql/strikes/daily.sql", 1, "strikes/daily.sql"),
        ("/house/a.py", 1, "house/a.py"),
    ]
