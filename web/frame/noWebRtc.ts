// WebRTC ignores the content security policy, so its constructor goes before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "mozRTCPeerConnection"]) {
  Reflect.deleteProperty(globalThis, name);
}
