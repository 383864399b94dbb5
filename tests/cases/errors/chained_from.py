# exit = 1
class ConfigError(Exception):
    pass


def read(settings):
    try:
        return settings["port"]
    except KeyError as error:
        raise ConfigError("no port configured") from error


read({})
