/** Descriptions (WebRTC) with all candidates in them: one offer and one answer are then all there is to say, whatever carries them. */
export async function completeOffer(peer: RTCPeerConnection): Promise<string> {
  await peer.setLocalDescription(await peer.createOffer());
  return complete(peer);
}

export async function completeAnswer(peer: RTCPeerConnection): Promise<string> {
  await peer.setLocalDescription(await peer.createAnswer());
  return complete(peer);
}

async function complete(peer: RTCPeerConnection): Promise<string> {
  if (peer.iceGatheringState !== 'complete')
    await new Promise<void>((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve();
      });
    });
  return peer.localDescription?.sdp ?? '';
}
