/**
 * Variables by which loaders, shells, language runtimes and tools are told to load or start other code. From a file, which
 * may be somebody else's, they are taken only where a person names them. Bounded: what a program of its own makes of a
 * variable nobody can list. `ENV` is not among them: interactive shells alone read it, and many files name a stage with it.
 */
const PREFIXES = ['LD_', 'DYLD_', 'GIT_CONFIG', 'CORECLR_', 'COR_', 'LUA_', 'NPM_CONFIG_'] as const;

const NAMES: ReadonlySet<string> = new Set([
  ...['PATH', 'PATHEXT', 'COMSPEC', 'SHELL', 'IFS', 'GCONV_PATH', 'GLIBC_TUNABLES'],
  ...['BASH_ENV', 'BASHOPTS', 'SHELLOPTS', 'PS4', 'PROMPT_COMMAND', 'ZDOTDIR'],
  ...['NODE_OPTIONS', 'NODE_PATH', 'BUN_OPTIONS', 'ELECTRON_RUN_AS_NODE'],
  ...['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONUSERBASE', 'PYTHONBREAKPOINT', 'PYTHONWARNINGS'],
  ...[
    'PERL5OPT',
    'PERL5LIB',
    'PERLLIB',
    'PERL5DB',
    'RUBYOPT',
    'RUBYLIB',
    'GEM_HOME',
    'GEM_PATH',
    'BUNDLE_GEMFILE',
  ],
  ...[
    'JAVA_TOOL_OPTIONS',
    '_JAVA_OPTIONS',
    'JDK_JAVA_OPTIONS',
    'JAVA_OPTS',
    'MAVEN_OPTS',
    'GRADLE_OPTS',
    'CLASSPATH',
  ],
  ...[
    'DOTNET_STARTUP_HOOKS',
    'DOTNET_ADDITIONAL_DEPS',
    'PHPRC',
    'PHP_INI_SCAN_DIR',
    'R_PROFILE',
    'R_PROFILE_USER',
  ],
  ...['GOFLAGS', 'RUSTC_WRAPPER', 'RUSTC_WORKSPACE_WRAPPER', 'RUSTFLAGS', 'MAKEFLAGS'],
  ...[
    'GIT_SSH',
    'GIT_SSH_COMMAND',
    'GIT_ASKPASS',
    'GIT_EDITOR',
    'GIT_SEQUENCE_EDITOR',
    'GIT_PAGER',
    'GIT_DIR',
  ],
  ...['GIT_EXTERNAL_DIFF', 'GIT_PROXY_COMMAND', 'GIT_EXEC_PATH', 'GIT_TEMPLATE_DIR', 'GIT_WORK_TREE'],
  ...['EDITOR', 'VISUAL', 'PAGER', 'MANPAGER', 'BROWSER', 'LESSOPEN', 'LESSCLOSE', 'SSH_ASKPASS'],
  ...['OPENSSL_CONF', 'OPENSSL_MODULES', 'OPENSSL_ENGINES'],
]);

/** In any case of letters, as Windows takes them. */
export function loadsCode(variable: string): boolean {
  const name = variable.toUpperCase();
  return NAMES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix));
}
