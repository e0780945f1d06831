/**
 * The official Electron of the version that package.json pins, as its own zip: by the package's own download and cache, or from a file that somebody has brought. Either
 * is checked against the hashes that come in the `electron` package. The stand-in of tests (build/electronRuntime.mjs) is no zip and has no such hash.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';

/** What is used of `@electron/get`, which is the `electron` package's own: ELECTRON_MIRROR and its like are read there. */
interface Download {
  downloadArtifact(of: {
    readonly version: string;
    readonly artifactName: 'electron';
    readonly platform: string;
    readonly arch: string;
    readonly cacheRoot: string | undefined;
    readonly checksums: Readonly<Record<string, string>>;
  }): Promise<string>;
}

async function sha256(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}

const notHere = (version: string, zip: string, why: string): Refusal =>
  refusal(
    'ELECTRON_NOT_HERE',
    `未能取得官方的 Electron ${version}，没有生成安装包。有可用的镜像时，请将环境变量 ELECTRON_MIRROR 设为镜像地址后重试；不能联网时，请在其他计算机上下载 ${zip}，并用 --electron <文件> 指明，或者把已下载过它的缓存文件夹用环境变量 electron_config_cache 指明`,
    `The official Electron ${version} could not be had, and no installer was made. Where there is a mirror, set ELECTRON_MIRROR to its address and try again; where there is no network, download ${zip} elsewhere and name it by --electron <file>, or name the cache folder of a machine that has downloaded it by electron_config_cache`,
    why,
  );

const notOfficial = (file: string, zip: string): Refusal =>
  refusal(
    'ELECTRON_NOT_OFFICIAL',
    `该文件不是官方发布的 ${zip}（SHA-256 不符），没有生成安装包；请重新下载`,
    `That file is not the official ${zip} (its SHA-256 is another), and no installer was made: download it again`,
    file,
  );

/**
 * The path of the zip for this machine's system. Refuses `ELECTRON_NOT_HERE`, and `ELECTRON_NOT_OFFICIAL` for a file with another content.
 * @param given a zip that somebody has downloaded; null: it is had from the cache, a mirror or Electron's own place
 */
export async function officialElectron(root: string, given: string | null): Promise<Result<string>> {
  const ofElectron = createRequire(join(root, 'node_modules/electron/package.json'));
  const { version } = ofElectron('./package.json') as { readonly version: string };
  const checksums = ofElectron('./checksums.json') as Readonly<Record<string, string>>;
  const { platform, arch } = process;
  const zip = `electron-v${version}-${platform}-${arch}.zip`;
  let file = given;
  try {
    if (file === null) {
      const { downloadArtifact } = ofElectron('@electron/get') as Download;
      const cacheRoot = process.env['electron_config_cache'];
      file = await downloadArtifact({
        version,
        artifactName: 'electron',
        platform,
        arch,
        cacheRoot,
        checksums,
      });
    }
    if ((await sha256(file)) !== checksums[zip]) return refuse(notOfficial(file, zip));
  } catch (error) {
    return refuse(notHere(version, zip, (error as Error).message.split('\n')[0]!));
  }
  return accept(file);
}
