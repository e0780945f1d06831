/** The shell as this window knows it: asked for dialogs and for what station this is, heard about the station's process. */
import { bridgeClient } from '../../shared/bridge/client.ts';
import { shellContract } from '../../shared/bridge/shell.ts';
import { channelPort } from './ports.ts';

export const shell = bridgeClient(shellContract, channelPort('shell'));
