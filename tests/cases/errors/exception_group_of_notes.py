# exit = 1
def parse(row):
    try:
        return int(row)
    except ValueError as error:
        error.add_note(f"in row {row!r}")
        error.add_note("rows are numbers")
        raise


parse("7")
parse("seven")
