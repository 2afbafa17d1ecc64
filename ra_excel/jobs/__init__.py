"""What users ask for, as plain functions: no printing, progress by callback. The command line and
the ribbon call these.
"""
