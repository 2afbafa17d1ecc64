"""The one exception users see: something that could not run, said in Dutch."""


class RaError(Exception):
    """The command could not run. ``str(error)`` is a Dutch sentence that says why and what to do.

    A fault *in* a submission is a finding, never an exception.
    """
