// What static/js/paths.mjs lays maps out with; bundled by static/vendor/fetch.sh.
export { Graph, layout } from "@dagrejs/dagre";
