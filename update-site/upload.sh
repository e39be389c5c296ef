#!/usr/bin/env bash
# Gives Fiji's update site the jars of jars.txt; without --go it only says what it would do.
#
#   upload.sh [--go] [--site NAME] FIJI_FOLDER
#
# Build first with mvn verify. FIJI_FOLDER is a Fiji.app whose updater knows the site NAME (IMAXT if
# none is given) with the right to upload: the updater asks for the password itself.
set -euo pipefail

fail() {
  printf 'upload.sh: %s\n' "$1" >&2
  exit "${2:-2}"
}

go=no
site=IMAXT
fiji=
while [ $# -gt 0 ]; do
  case $1 in
    --go) go=yes ;;
    --site)
      [ $# -gt 1 ] || fail "--site needs a name"
      site=$2
      shift
      ;;
    -*) fail "unknown option '$1'; known are --go and --site" ;;
    *)
      [ -z "$fiji" ] || fail "one Fiji folder is needed, got '$fiji' and '$1'"
      fiji=$1
      ;;
  esac
  shift
done
[ -n "$fiji" ] || fail "the Fiji folder is missing"
[ -d "$fiji/jars" ] && [ -d "$fiji/plugins" ] || fail "$fiji is no Fiji: it has no jars and plugins" 3

here=$(cd "$(dirname "$0")" && pwd -P)
list=$here/target/dependencies.txt
engine=$here/../imaxt-tensorflow/target
for needed in "$list" "$engine/dependencies.txt"; do
  [ -f "$needed" ] || fail "$needed is missing; run mvn verify first" 3
done

# Launchers have had several names; the first that is there.
launcher=
for name in fiji fiji-linux-x64 fiji-macos Contents/MacOS/fiji-macos ImageJ-linux64 \
  Contents/MacOS/ImageJ-macosx; do
  if [ -x "$fiji/$name" ]; then
    launcher=$fiji/$name
    break
  fi
done
[ -n "$launcher" ] || [ "$go" = no ] || fail "$fiji has no launcher that is known" 3

# The jar of group:artifact[:classifier], as the build resolved it; nothing for the native
# libraries of another platform.
packed() {
  local from=$list line key=$2
  [ "$1" != lib/imaxt/tensorflow ] || from=$engine/dependencies.txt
  if [ "$key" = org.imaxt:imaxt-tensorflow ]; then
    ls "$engine"/engine/imaxt-tensorflow-*.jar
    return
  fi
  # group:artifact:jar[:classifier]:version:scope:/path/of.jar -- module name
  line=$(sed 's/\x1b\[[0-9;]*m//g' "$from" |
    grep -E " $(printf '%s' "${key%":$3"}" | sed 's/\./\\./g'):jar:${3:+$3:}[0-9][^:]*:[a-z]+:/" |
    head -n 1) || {
    [ -n "$3" ] || fail "$key is not among what is needed; run mvn verify again" 3
    return 0
  }
  printf '%s\n' "$line" | sed -E 's/^[^/]*:(\/.*\.jar)( -- module .*)?$/\1/'
}

files=()
while read -r folder key; do
  case $folder in '' | '#'*) continue ;; esac
  classifier=
  name=${key#*:}
  case $name in
    *:*)
      classifier=${name#*:}
      name=${name%%:*}
      ;;
  esac
  jar=$(packed "$folder" "$key" "$classifier") || exit
  if [ -z "$jar" ]; then
    echo "left out: $key, which is built on its own platform"
    continue
  fi
  [ -f "$jar" ] || fail "$key is not packed; run mvn verify first" 3
  case $(basename "$jar") in
    *-SNAPSHOT*) [ "$go" = no ] || fail "$(basename "$jar") is no release; set a version first" 2 ;;
  esac
  target=$folder/$(basename "$jar")
  echo "$jar -> $target"
  # An older version under another name would lie beside the new one.
  for old in "$fiji/$folder/$name"-[0-9]*${classifier:+-$classifier}.jar; do
    case $(basename "$old") in
      *-linux-* | *-macosx-* | *-windows-*) [ -n "$classifier" ] || continue ;;
    esac
    if [ -f "$old" ] && [ "$(basename "$old")" != "$(basename "$jar")" ]; then
      echo "remove $old"
      [ "$go" = no ] || rm "$old"
    fi
  done
  [ "$go" = no ] || { mkdir -p "$fiji/$folder" && cp "$jar" "$fiji/$target"; }
  files+=("$target")
done <"$here/jars.txt"

if [ "$go" = no ]; then
  echo "would upload to $site: ${files[*]}"
  echo "nothing was changed; --go does it"
else
  "$launcher" --headless --update upload --update-site "$site" "${files[@]}"
fi
