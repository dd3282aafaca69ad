"""`python -m service` starts the command line."""

from service.cli import main

if __name__ == "__main__":
    main(prog_name="python -m service")
