import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scan } from '../../../electron/scanner/index.ts';
import { PLACE_CLASSES } from '../../../electron/scanner/place-classes.ts';
import { placesOf, usualPlaces } from '../../../electron/scanner/usual-places.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(61);
let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'scan-home-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function plant(path: string, content: string): void {
  const absolute = join(home, ...path.split('/'));
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, content);
}

async function foundAt(platform: NodeJS.Platform): Promise<string[]> {
  const found = new Set<string>();
  for await (const event of scan({ paths: [], usualPlaces: true, homeFolder: home, platform, jobs: 1 })) {
    if (event.type === 'finding') found.add(event.finding.path ?? '');
    if (event.type === 'done') expect(event.report.skipped).toEqual([]);
  }
  return [...found].sort();
}

/** One thing of each class that people would name, on each system. */
const NAMED: readonly (readonly [(typeof PLACE_CLASSES)[number], NodeJS.Platform, readonly string[]])[] = [
  [
    'histories',
    'linux',
    ['.bash_history', '.zsh_history', '.local/share/fish/fish_history', '.python_history'],
  ],
  ['histories', 'darwin', ['.zsh_history', '.zsh_sessions/1.history']],
  ['histories', 'win32', ['AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt']],
  ['dotfiles', 'linux', ['.bashrc', '.npmrc', '.netrc', '.config/systemd/user/a.service']],
  ['dotfiles', 'darwin', ['.zshrc', '.envrc', 'Library/LaunchAgents/a.plist']],
  ['dotfiles', 'win32', ['_netrc', 'Documents/PowerShell/Microsoft.PowerShell_profile.ps1']],
  [
    'editors',
    'linux',
    ['.config/Code/User/settings.json', '.config/Cursor/User/History/a/b', '.claude/history.jsonl'],
  ],
  [
    'editors',
    'darwin',
    ['Library/Application Support/Code/User/settings.json', 'Library/Application Support/Cursor/Backups/x'],
  ],
  ['editors', 'win32', ['AppData/Roaming/Code/User/settings.json', 'AppData/Roaming/Notepad++/backup/new 1']],
  [
    'api-clients',
    'linux',
    [
      '.config/Postman/a',
      '.config/Insomnia/insomnia.Request.db',
      '.config/bruno/collections.json',
      'snap/postman/current/.config/Postman/b',
    ],
  ],
  [
    'api-clients',
    'darwin',
    [
      'Library/Application Support/Postman/a',
      'Library/Application Support/Insomnia/b',
      'Library/Application Support/bruno/c',
    ],
  ],
  [
    'api-clients',
    'win32',
    ['AppData/Roaming/Postman/a', 'AppData/Roaming/Insomnia/b', 'AppData/Roaming/bruno/c'],
  ],
  [
    'clouds',
    'linux',
    ['.aws/credentials', '.config/gcloud/x', '.azure/y', '.terraform.d/credentials.tfrc.json'],
  ],
  ['clouds', 'darwin', ['.aws/config', 'Library/Preferences/netlify/config.json']],
  ['clouds', 'win32', ['.aws/credentials', 'AppData/Roaming/gcloud/x']],
  ['containers', 'linux', ['.docker/config.json', '.kube/config']],
  ['containers', 'darwin', ['.docker/config.json', '.kube/config', '.colima/default/x']],
  ['containers', 'win32', ['.docker/config.json', '.kube/config', 'AppData/Roaming/helm/repositories.yaml']],
  ['downloads', 'linux', ['Downloads/a/b.env', 'Desktop/note.txt']],
  ['downloads', 'darwin', ['Downloads/a.zip.txt', 'Desktop/note.txt']],
  ['downloads', 'win32', ['Downloads/a.txt', 'OneDrive/Desktop/note.txt']],
];

/** Where assistants keep the servers they are given, and what was said to them. */
const ASSISTANTS: readonly (readonly [string, NodeJS.Platform | 'all', string])[] = [
  ['any client of MCP', 'all', '.mcp.json'],
  ['any client of MCP', 'all', '.config/mcp/servers.json'],
  ['Claude Desktop', 'linux', '.config/Claude/claude_desktop_config.json'],
  ['Claude Desktop', 'darwin', 'Library/Application Support/Claude/claude_desktop_config.json'],
  ['Claude Desktop', 'win32', 'AppData/Roaming/Claude/claude_desktop_config.json'],
  ['Claude Desktop’s log', 'darwin', 'Library/Logs/Claude/mcp.log'],
  ['Claude Code', 'all', '.claude/projects/p/session.jsonl'],
  ['Claude Code', 'all', '.claude.json'],
  ['Codex', 'all', '.codex/config.toml'],
  ['Copilot CLI', 'all', '.copilot/mcp-config.json'],
  ['Copilot CLI', 'all', '.copilot/history-session-state/session.json'],
  ['Copilot', 'win32', 'AppData/Local/github-copilot/intellij/mcp.json'],
  ['Gemini CLI', 'all', '.gemini/settings.json'],
  ['Cursor', 'all', '.cursor/mcp.json'],
  ['Windsurf', 'all', '.codeium/windsurf/mcp_config.json'],
  ['LM Studio', 'all', '.lmstudio/mcp.json'],
  ['LM Studio', 'all', '.lmstudio/conversations/1.conversation.json'],
  ['Junie', 'all', '.junie/mcp/mcp.json'],
  ['Kiro', 'all', '.kiro/settings/mcp.json'],
  ['goose', 'all', '.config/goose/config.yaml'],
  ['goose', 'all', '.local/share/goose/sessions/sessions.db'],
  ['goose', 'win32', 'AppData/Roaming/Block/goose/config/config.yaml'],
  ['goose', 'darwin', 'Library/Application Support/Block/goose/config.yaml'],
  ['Amp', 'all', '.config/amp/settings.json'],
  ['Amp', 'all', '.local/share/amp/threads/T-1.json'],
  ['Amp', 'win32', 'AppData/Roaming/amp/settings.json'],
  ['Vibe', 'all', '.vibe/config.toml'],
  ['Roo', 'all', '.roo/mcp.json'],
  [
    'Roo in VS Code',
    'linux',
    '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
  ],
  [
    'Roo in VS Code',
    'win32',
    'AppData/Roaming/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
  ],
  ['Cline', 'all', '.cline/data/settings/cline_mcp_settings.json'],
  ['opencode', 'all', '.local/share/opencode/storage/message/1.json'],
];

describe('assistants', () => {
  it.each(
    ASSISTANTS.flatMap(([name, system, place]) =>
      (system === 'all' ? (['linux', 'darwin', 'win32'] as const) : [system]).map(
        (each) => [name, each, place] as const,
      ),
    ),
  )('%s on %s: %s', async (_name, system, place) => {
    plant(place, `{"mcpServers":{"augno":{"env":{"AUGNO_API_KEY":"${random.key()}"}}}}\n`);
    expect(await foundAt(system)).toEqual([place]);
  });
});

describe('the usual places', () => {
  it.each(NAMED)('find keys in %s on %s', async (_kind, system, files) => {
    for (const file of files) plant(file, `x=${random.key()}\n`);
    plant('Projects/elsewhere.txt', random.key());
    plant('Music/.env', random.key());
    expect(await foundAt(system)).toEqual([...files].sort());
  });

  it.each(['linux', 'darwin', 'win32'] as const)('are all looked into on %s, each once', async (system) => {
    const places = usualPlaces(system, home);
    for (const place of places) plant(`${place}/deep/a.txt`, random.key());
    expect(await foundAt(system)).toEqual(places.map((place) => `${place}/deep/a.txt`).sort());
    for (const kind of PLACE_CLASSES) {
      const covered = placesOf(kind, system).every((place) =>
        places.some((whole) => place === whole || place.startsWith(`${whole}/`)),
      );
      expect([kind, covered]).toEqual([kind, true]);
    }
  });

  it('are in a company’s OneDrive on Windows, in the user’s language', async () => {
    const files = [
      'OneDrive - Müller GmbH/Desktop/a.txt',
      'OneDrive - Müller GmbH/Downloads/a.txt',
      'OneDrive - Müller GmbH/Dokumente/PowerShell/profile.ps1',
      'OneDrive/Documents/WindowsPowerShell/profile.ps1',
    ];
    for (const file of files) plant(file, random.key());
    plant('OneDrive - Müller GmbH/Bilder/a.txt', random.key());
    plant('OneDriveOld/Desktop/a.txt', random.key());
    expect(await foundAt('win32')).toEqual([...files].sort());
    expect(usualPlaces('linux', home).filter((place) => place.startsWith('OneDrive'))).toEqual([]);
  });

  it('are called in the user’s language on Linux', async () => {
    plant(
      '.config/user-dirs.dirs',
      'XDG_DESKTOP_DIR="$HOME/Bureau"\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements/"\nXDG_MUSIC_DIR="$HOME/Musique"\n',
    );
    for (const folder of ['Bureau', 'Téléchargements', 'Musique']) plant(`${folder}/a.txt`, random.key());
    expect(await foundAt('linux')).toEqual(['Bureau/a.txt', 'Téléchargements/a.txt']);
    plant('.config/user-dirs.dirs', 'XDG_DOWNLOAD_DIR="$HOME/../etc"\nXDG_DESKTOP_DIR="$HOME/"\n');
    plant('.profile', 'nothing');
    expect(await foundAt('linux')).toEqual([]);
  });
});
