"""What machine this is."""


def system():
    return "Linux"


def node():
    return "racecourse"


def release():
    return "6.0"


def version():
    return "#1"


def machine():
    return "x86_64"


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return ("64bit", "ELF")


def platform(aliased=False, terse=False):
    return "Linux-6.0-x86_64"


def python_version():
    return "3.11.7"


def python_version_tuple():
    return ("3", "11", "7")


def python_implementation():
    return "Racecourse"


def python_compiler():
    return "rustc"


def python_build():
    return ("main", "")


def uname():
    from collections import namedtuple
    return namedtuple("uname_result", "system node release version machine")(system(), node(), release(), version(), machine())
