#!/bin/sh
# Installed as /usr/bin/augno-vault by the packages for Linux. Hooks name the executable itself.
exec '/opt/Augno Vault/resources/command/augno-vault' "$@"
