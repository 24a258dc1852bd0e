/**
 * electron-builder's hook before it looks for dependencies. `false` tells it that nothing is to be rebuilt and that
 * node_modules is complete as staged; with its own `npmRebuild: false` it would still add the project's packages.
 */
export default function beforeBuild() {
  return Promise.resolve(false);
}
