/** An offer (WebRTC) with all candidates in its description: one offer and one answer are then all there is to say, whatever carries them. */
export async function completeOffer(peer: RTCPeerConnection): Promise<string> {
  await peer.setLocalDescription(await peer.createOffer());
  if (peer.iceGatheringState !== 'complete')
    await new Promise<void>((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve();
      });
    });
  return peer.localDescription?.sdp ?? '';
}
