#!/usr/bin/env bash
# The servers and programs that the suite runs against, from Debian's packages. Nothing is started here.
set -euo pipefail
declare -A needs=([mariadbd]=mariadb-server [chromium]=chromium [nginx]=nginx-light [systemd-analyze]=systemd [wrk]=wrk)
missing=()
for program in "${!needs[@]}"; do
  command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || missing+=("${needs[$program]}")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
