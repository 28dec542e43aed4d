#!/bin/sh
# Makes everything under static/vendor/, static/fonts/ and static/img/icons.svg from exact npm versions.
# For maintainers only: the results are committed, nobody who runs the product needs npm.
# Needs: npm, node, a network. Run: sh static/vendor/fetch.sh
set -eu

BOOTSTRAP=5.3.9
BOOTSTRAP_ICONS=1.13.2
HTMX=2.0.11
NOTO_SANS_SC=0.4.3
SASS=1.77.8 # the newest that compiles Bootstrap 5.3 without deprecation noise
ECHARTS=6.1.0
DAGRE=3.1.3
ESBUILD=0.28.2

vendor=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
static=$(dirname -- "$vendor")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# unpack PACKAGE VERSION FOLDER: the published files end up in $work/FOLDER
unpack() {
  echo "fetching $1@$2"
  archive=$(cd "$work" && npm pack --silent "$1@$2" 2>/dev/null | tail -n 1)
  mkdir "$work/$3"
  tar -xzf "$work/$archive" -C "$work/$3" --strip-components=1
}

make_bootstrap() {
  unpack bootstrap "$BOOTSTRAP" bootstrap
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/sass" "sass@$SASS" 2>/dev/null
  {
    echo "/* Bootstrap $BOOTSTRAP, MIT (see LICENSE); made by fetch.sh from parts.scss, in a layer of its own. */"
    echo '@layer vendor{'
    "$work/sass/node_modules/.bin/sass" --quiet --no-source-map --no-charset --style=compressed \
      --load-path="$work/bootstrap/scss" "$vendor/bootstrap/parts.scss" | sed '1s/^\xef\xbb\xbf//'
    echo '}'
  } > "$vendor/bootstrap/bootstrap.css"
  cp "$work/bootstrap/LICENSE" "$vendor/bootstrap/LICENSE"
}

make_htmx() {
  unpack htmx.org "$HTMX" htmx
  cp "$work/htmx/dist/htmx.min.js" "$work/htmx/LICENSE" "$vendor/htmx/"
}

# bundle PACKAGE VERSION FOLDER ENTRY FILE: one module from ENTRY, with what it says of licences in front.
# What it takes in has its licences beside it, as LICENSE-<package>.
bundle() {
  echo "bundling $1@$2"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/$3" "$1@$2" 2>/dev/null
  cp "$vendor/$3/$4" "$work/$3/"
  (cd "$work/$3" && npx --yes "esbuild@$ESBUILD" "$4" --bundle --minify --format=esm --target=es2020 \
    --legal-comments=none --log-level=error "--banner:js=/* $1 $2, see LICENSE; made by fetch.sh from $4 */" \
    "--outfile=$vendor/$3/$5")
  licences "$work/$3/node_modules" "$1" "$vendor/$3"
}

# licences FOLDER PACKAGE TARGET: carry the licences of a package and of all that came with it.
licences() {
  rm -f "$3"/LICENSE* "$3"/NOTICE*
  find "$1" -maxdepth 3 -type f \( -iname 'LICENSE*' -o -iname 'NOTICE*' \) | sort | while read -r file; do
    package=$(dirname "${file#"$1"/}")
    name=$(basename "$file" | sed -e 's/\.md$//' -e 's/\.txt$//')
    [ "$package" = "$2" ] || name=$name-$(echo "$package" | tr -d '@' | tr '/' '-')
    cp "$file" "$3/$name"
  done
}

make_echarts() {
  bundle echarts "$ECHARTS" echarts parts.mjs echarts.min.mjs
}

make_dagre() {
  bundle @dagrejs/dagre "$DAGRE" dagre parts.mjs dagre.min.mjs
}

make_icons() {
  unpack bootstrap-icons "$BOOTSTRAP_ICONS" icons
  {
    echo "<!-- Bootstrap Icons $BOOTSTRAP_ICONS, MIT (static/vendor/bootstrap-icons/LICENSE); made by static/vendor/fetch.sh -->"
    echo '<svg xmlns="http://www.w3.org/2000/svg">'
    grep -v '^#' "$vendor/bootstrap-icons/names.txt" | while read -r name; do
      [ -n "$name" ] || continue
      printf '<symbol id="%s" viewBox="0 0 16 16">' "$name"
      sed -e 's/<svg [^>]*>//' -e 's/<\/svg>//' "$work/icons/icons/$name.svg" | tr -d '\n' | sed 's/>  *</></g'
      echo '</symbol>'
    done
    echo '</svg>'
  } > "$static/img/icons.svg"
  cp "$work/icons/LICENSE" "$vendor/bootstrap-icons/LICENSE"
}

make_fonts() {
  unpack @expo-google-fonts/noto-sans-sc "$NOTO_SANS_SC" fonts
  cp "$work/fonts/400Regular/NotoSansSC_400Regular.ttf" "$static/fonts/NotoSansSC-Regular.ttf"
  cp "$work/fonts/700Bold/NotoSansSC_700Bold.ttf" "$static/fonts/NotoSansSC-Bold.ttf"
  cp "$work/fonts/LICENSE_FONT" "$static/fonts/OFL.txt"
}

# Servers send the packed copy to browsers that take it (whitenoise finds it by its name).
pack() {
  find "$vendor" \( -name '*.min.*js' -o -name bootstrap.css \) -exec gzip -9nkf {} +
}

# Without arguments everything; otherwise the named parts: bootstrap htmx echarts dagre icons fonts
for part in ${*:-bootstrap htmx echarts dagre icons fonts}; do
  "make_$part"
done
pack
echo "done: $(du -sh "$vendor" | cut -f1) in static/vendor"
