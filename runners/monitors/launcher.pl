# SPDX-License-Identifier: BSD-3-Clause
#
# Starts monitors for the harness: `perl launcher.pl FOLDER`. A process of a few MiB forks in a fraction of the time that the harness
# needs, and what it was given itself (no capabilities, limits on files) each monitor inherits without a program of its own to set it. Each
# is in a process group of its own and dies with this process (prctl(2), PR_SET_PDEATHSIG), which ends when its standard input does.
# Perl because its base package is part of every Debian.
#
# Lines on standard input:               Lines on standard output:
#   start ID HEX    file, argv, NUL between started ID PID DESCRIPTOR  console: open /proc/SELF/fd/DESCRIPTOR, then say `opened`
#   opened ID                              failed ID REASON           it was never started
#   kill ID SIGNAL  the whole group        ended ID STATUS HEX        as wait(2) has it; what it said on standard error
use strict;
use warnings;
use Config;

use constant { PR_SET_PDEATHSIG => 1, SIGKILL => 9, WNOHANG => 1 };
# Numbers of prctl(2), by the machine's name.
my %PRCTL = (x86_64 => 157, aarch64 => 167);
my ($machine) = split /-/, $Config{archname};
my $prctl = $PRCTL{$machine} // die "launcher: $machine is not known here\n";

my $MOST_MESSAGES = 1 << 16;
my $folder = shift @ARGV;
my $self = $$;
my (%monitors, %id_of);

# An input that never comes to its end, for all monitors: at the end of its input QEMU closes a guest's virtio port, and the guest is
# left with the serial port, a system call for each byte.
pipe(my $silence, my $nobody_writes) or die "launcher: pipe: $!\n";

sub reply { syswrite STDOUT, "@_\n" }

# In the child; returns only where it fails.
sub become {
    my ($sink, $messages, $file, @arguments) = @_;
    setpgrp 0, 0;
    syscall($prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 or die "prctl: $!\n";
    # The signal is not sent for a death before it was asked for.
    getppid() == $self or die "the launcher is gone\n";
    open STDIN, '<&', $silence or die "standard input: $!\n";
    open STDOUT, '>&', $sink or die "console: $!\n";
    open STDERR, '>&', $messages or die "messages: $!\n";
    exec { $file } @arguments or die "$file: $!\n";
}

sub start {
    my ($id, $hex) = @_;
    my @command = split /\0/, pack('H*', $hex), -1;
    pipe(my $console, my $sink) or return reply('failed', $id, "pipe: $!");
    open my $messages, '+>', undef or return reply('failed', $id, "temporary file: $!");
    my $pid = fork // return reply('failed', $id, "fork: $!");
    if ($pid == 0) {
        eval { no warnings 'exec'; become($sink, $messages, @command) };
        syswrite $messages, $@;
        exit 127;
    }
    setpgrp $pid, $pid; # whichever of the two comes first
    $monitors{$id} = { pid => $pid, console => $console, messages => $messages };
    $id_of{$pid} = $id;
    reply('started', $id, $pid, fileno $console);
}

sub reap {
    while ((my $pid = waitpid -1, WNOHANG) > 0) {
        my $status = $?;
        my $id = delete $id_of{$pid} // next;
        # A monitor that is a script may leave children, which keep the console open: they go with it.
        kill 'KILL', -$pid;
        my $monitor = $monitors{$id};
        sysseek $monitor->{messages}, 0, 0;
        sysread $monitor->{messages}, (my $said), $MOST_MESSAGES;
        close delete $monitor->{messages};
        reply('ended', $id, $status, unpack('H*', $said // ''));
        delete $monitors{$id} unless $monitor->{console};
    }
}

# From here on the harness has the console. The monitor may have ended before.
sub opened {
    my ($id) = @_;
    my $monitor = $monitors{$id} // return;
    close delete $monitor->{console};
    delete $monitors{$id} unless $monitor->{messages};
}

sub stop {
    my ($id, $signal) = @_;
    my $monitor = $monitors{$id} // return;
    kill $signal, -$monitor->{pid} if exists $id_of{ $monitor->{pid} };
}

my %commands = (start => \&start, opened => \&opened, kill => \&stop);

# A signal may come between any two steps: its byte in this pipe is seen whenever that is.
pipe(my $bell, my $ring) or die "pipe: $!\n";
$SIG{CHLD} = sub { syswrite $ring, 'x' };
my $unread = '';
while (1) {
    my $ready = '';
    vec($ready, fileno $_, 1) = 1 for $bell, \*STDIN;
    select($ready, undef, undef, undef) > 0 or next;
    if (vec $ready, fileno $bell, 1) {
        sysread $bell, (my $rung), 512;
        reap();
    }
    next unless vec $ready, fileno STDIN, 1;
    sysread(STDIN, $unread, 1 << 16, length $unread) or last;
    while ($unread =~ s/^(.*)\n//) {
        my ($command, @words) = split / /, $1;
        ($commands{$command} // die "launcher: what is $command?\n")->(@words);
    }
}
kill 'KILL', map { -$_ } keys %id_of;
if (opendir my $entries, $folder) {
    unlink map { "$folder/$_" } readdir $entries;
}
rmdir $folder;
