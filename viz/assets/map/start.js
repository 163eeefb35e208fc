// Everything listens first, then the address says what to show.

startPicture();
startPanel();
startControls();
startDownloads();
startPermalink();
return () => { leaving.abort(); network.destroy(); };
