from . import deep


def helper(): ...


def thing(): ...
