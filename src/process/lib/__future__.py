"""Features of later versions: all known, none needed."""

annotations = division = print_function = absolute_import = generators = nested_scopes = unicode_literals = None
with_statement = generator_stop = barry_as_FLUFL = None
